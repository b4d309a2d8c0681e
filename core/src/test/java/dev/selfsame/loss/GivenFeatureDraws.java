package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;
import java.util.List;

/** Losses that draw at random, with what they draw given, for tests in other packages. */
public final class GivenFeatureDraws {
    private GivenFeatureDraws() {}

    /** {@link SigReg} with directions [D, M]. */
    public static Loss sigReg(SigReg loss, Tensor rows, Tensor directions) {
        return loss.apply(rows, directions);
    }

    /** {@link LeJepaLoss} with directions [D, M]. */
    public static Loss leJepa(LeJepaLoss loss, List<Tensor> globals, List<Tensor> locals, Tensor directions) {
        return loss.apply(globals, locals, directions);
    }

    /** {@link VisRegLoss} with slices [D, S]. */
    public static Loss visReg(VisRegLoss loss, List<Tensor> globals, List<Tensor> locals, Tensor slices) {
        return loss.apply(globals, locals, slices);
    }

    /** {@link WMseLoss} with orders of the rows. */
    public static Loss wMse(WMseLoss loss, List<Tensor> views, List<int[]> orders) {
        return loss.apply(views, orders);
    }
}
