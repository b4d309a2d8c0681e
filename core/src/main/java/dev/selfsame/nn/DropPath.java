package dev.selfsame.nn;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * Stochastic depth (Huang et al. 2016, arXiv:1603.09382): in training, what a residual branch makes of an image is dropped
 * with probability {@code rate}, and divided by {@code 1 - rate} otherwise. In evaluation, and in a {@link MovingAverage},
 * nothing is dropped.
 *
 * <p>Which images lose the branch depends on the seed and the step that {@link Module#atStep} said, on the full name here
 * and on the number of the pass in the step: a run that goes on draws what the unbroken one does.
 */
public final class DropPath extends Layer {
    private final double rate;
    private boolean resting;
    private long seed;
    private int step;
    private String path = "";
    private int passes;

    /**
     * For the end of a branch.
     *
     * @param rate probability, 0 to 0.99; 0 drops nothing
     */
    public DropPath(double rate) {
        this.rate = requireRate(rate);
    }

    /** Checks a rate. */
    static double requireRate(double rate) {
        return Check.between(0, 0.99, "drop-path", rate);
    }

    /** The rates of blocks one after another, which rise evenly from 0. */
    static double rate(double last, int block, int blocks) {
        return blocks == 1 ? 0 : last * block / (blocks - 1);
    }

    /** Drops nothing from now on. */
    void rest() {
        resting = true;
    }

    @Override
    void stepBegins(long newSeed, long newStep, String fullName) {
        seed = newSeed;
        step = (int) newStep;
        path = fullName;
        passes = 0;
    }

    /** Drops some of the first dimension of {@code x}, [N, ...]. */
    @Override
    public Tensor forward(Tensor x) {
        if (rate == 0 || resting || !isTraining()) {
            return x;
        }
        Draws draws = Draws.of(seed, Stream.DROP_PATH, step, Draws.hash(path), passes++);
        float[] kept = new float[(int) x.size(0)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = draws.chance(rate) ? 0 : (float) (1 / (1 - rate));
        }
        long[] shape = new long[x.rank()];
        Arrays.fill(shape, 1);
        shape[0] = kept.length;
        try (Tensor factors = Tensor.of(kept, shape);
                Tensor typed = factors.to(x.dtype());
                Tensor here = typed.to(x.device())) {
            return x.mul(here);
        }
    }

    @Override
    public String toString() {
        return "DropPath(" + rate + ")";
    }
}
