package dev.selfsame.loss;

import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * LeJEPA (Balestriero and LeCun 2025, arXiv:2511.08544, section 5): every view's embedding is pulled to the mean of the
 * global views, and {@link SigReg} keeps the embeddings of each view normally distributed:
 *
 * <pre>{@code
 * loss = λ SIGReg(all views)  +  (1 − λ) mean over views, rows and features of (z − mean of the global views)²
 * }</pre>
 *
 * <p>The terms are {@code sigreg} and {@code invariance}. Gradients flow into all views, the global ones also through
 * their mean. There is no teacher, no predictor and nothing stopped. The directions are {@link SigReg}'s, here in the
 * buffer {@code sigreg.draws.step}.
 */
public final class LeJepaLoss extends Module implements ViewsLoss {
    private final double lambda;
    private final SigReg sigreg;

    /** λ 0.05, and SIGReg as usual. */
    public LeJepaLoss() {
        this(0.05, new SigReg());
    }

    /**
     * A loss at the step of its SIGReg.
     *
     * @param lambda λ, weight of SIGReg, 0 to 1; the paper tries 0.01 to 0.1
     * @param sigreg knows the seed of the directions and who shares the batch
     */
    public LeJepaLoss(double lambda, SigReg sigreg) {
        Checks.requireShare("lambda", lambda);
        this.lambda = lambda;
        this.sigreg = child("sigreg", sigreg);
    }

    /** Whether the directions change from now on; at first they do. */
    public void update(boolean on) {
        sigreg.update(on);
    }

    /** The loss of views that are all global. */
    @Override
    public Loss apply(List<Tensor> views) {
        return apply(views, views.size(), sigreg::draw);
    }

    /**
     * The terms {@code sigreg} and {@code invariance}.
     *
     * @param globals embeddings of views of most of the image, at least one: [N, D] each
     * @param locals embeddings of views of small parts, at least one: [N, D] each
     */
    public Loss apply(List<Tensor> globals, List<Tensor> locals) {
        return apply(joined(globals, locals), globals.size(), sigreg::draw);
    }

    /** The loss for given directions [D, M]. */
    Loss apply(List<Tensor> globals, List<Tensor> locals, Tensor directions) {
        return apply(joined(globals, locals), globals.size(), rows -> directions);
    }

    private Loss apply(List<Tensor> views, int globals, UnaryOperator<Tensor> directions) {
        requireReady();
        Checks.requireViews("LeJepaLoss", views, 1, 1);
        return Inputs.compute(views, in -> {
            Tensor all = Tensor.stack(in, 0); // [V, N, D]
            Map<String, Tensor> terms = new LinkedHashMap<>();
            terms.put("sigreg", sigreg.statistic(all, directions.apply(all)).mul(lambda));
            terms.put("invariance", invariance(all, globals).mul(1 - lambda));
            return Loss.of(terms);
        });
    }

    private static List<Tensor> joined(List<Tensor> globals, List<Tensor> locals) {
        if (globals.isEmpty() || locals.isEmpty()) {
            throw new IllegalArgumentException("LeJepaLoss wants a global and a local view at least, got "
                    + globals.size() + " and " + locals.size());
        }
        return Inputs.joined(globals, locals);
    }

    /** The mean squared difference of all views [V, N, D] from the mean of the first, the global ones. */
    static Tensor invariance(Tensor views, int globals) {
        return views.sub(views.narrow(0, 0, globals).mean(0, true)).square().mean();
    }

    @Override
    public String toString() {
        return "LeJepaLoss[lambda=" + lambda + ", " + sigreg + "]";
    }
}
