package dev.selfsame.optim;

import java.util.List;

/**
 * A number that changes over a run, such as the learning rate or a target network's momentum: a pure function of {@link
 * Progress}. Cosines come from {@link StrictMath}, so that a run is the same on every Java.
 */
@FunctionalInterface
public interface Schedule {
    /** The value at a moment of the run. */
    double at(Progress progress);

    /** One value throughout. */
    static Schedule constant(double value) {
        Hyper.requireFinite("value", value);
        return new Described("constant(" + value + ")", at -> value);
    }

    /**
     * Half a cosine (Loshchilov and Hutter 2017, SGDR, arXiv:1608.03983, without restarts): {@code end + (start - end)
     * (1 + cos(π k/K)) / 2} at step k of K. The end is reached after the last step.
     *
     * <p>{@code cosine(τ₀, 1)} is the momentum of BYOL's target (Grill et al. 2020, arXiv:2006.07733, section 3.3): {@code
     * 1 - (1 - τ₀)(cos(π k/K) + 1) / 2}. {@code cosine(base, 0).perEpoch()} is PyTorch's CosineAnnealingLR stepped once
     * an epoch.
     */
    static Schedule cosine(double start, double end) {
        Hyper.requireFinite("start", start);
        Hyper.requireFinite("end", end);
        return new Described("cosine(" + start + " to " + end + ")", at -> half(start, end, at.fraction()));
    }

    /**
     * From 0 in a straight line to {@code peak} over the first epochs, then {@link #cosine} to {@code end} over the rest:
     * {@code peak · k/W} at step k below W, as the official code of BYOL, SimCLR and Barlow Twins. A warm-up as long as
     * the run or longer only rises.
     *
     * @param warmupEpochs at least 0; parts of epochs are allowed
     */
    static Schedule warmupCosine(double peak, double end, double warmupEpochs) {
        Hyper.requireFinite("peak", peak);
        Hyper.requireFinite("end", end);
        Hyper.requireRange("warmupEpochs", warmupEpochs, 0, 1e6);
        return new Described("warmupCosine(0 to " + peak + " in " + warmupEpochs + " epochs, to " + end + ")", at -> {
            double warmup = at.stepsOf(warmupEpochs);
            if (at.step() < warmup) {
                return peak * (at.step() / warmup);
            }
            double rest = at.totalSteps() - warmup;
            return half(peak, end, rest > 0 ? (at.step() - warmup) / rest : 0);
        });
    }

    /**
     * A staircase, PyTorch's MultiStepLR: {@code value}, multiplied by {@code factor} from each of the epochs on, as MoCo
     * v1 (0.1 at 120 and 160 of 200; He et al. 2020, arXiv:1911.05722, section 4) and W-MSE have it.
     *
     * @param factor usually below 1
     * @param epochs from 0, whole ones
     */
    static Schedule staircase(double value, double factor, List<Integer> epochs) {
        Hyper.requireFinite("value", value);
        Hyper.requireFinite("factor", factor);
        List<Integer> steps = List.copyOf(epochs);
        return new Described("staircase(" + value + ", times " + factor + " at epochs " + steps + ")", at -> {
            double result = value;
            for (int epoch : steps) {
                result *= at.epoch() >= epoch ? factor : 1;
            }
            return result;
        });
    }

    /**
     * This schedule, at step k below W times {@code k/W}.
     *
     * @param epochs W in epochs, at least 0; parts of epochs are allowed
     */
    default Schedule warmedUp(double epochs) {
        Hyper.requireRange("epochs", epochs, 0, 1e6);
        return new Described(this + " warmed up in " + epochs + " epochs", progress -> {
            double warmup = progress.stepsOf(epochs);
            return at(progress) * (progress.step() < warmup ? progress.step() / warmup : 1);
        });
    }

    /** This schedule with every value multiplied. */
    default Schedule times(double factor) {
        Hyper.requireFinite("factor", factor);
        return new Described(this + " times " + factor, progress -> factor * at(progress));
    }

    /** This schedule at the first step of each epoch, held until the epoch ends. */
    default Schedule perEpoch() {
        return new Described(this + " per epoch", progress -> at(progress.inEpochs()));
    }

    private static double half(double start, double end, double fraction) {
        return end + (start - end) * (1 + StrictMath.cos(Math.PI * fraction)) / 2;
    }
}
