package dev.selfsame.loss;

import dev.selfsame.nn.Init;
import dev.selfsame.nn.Module;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Pointwise;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a loss draws at random: a function of the loss's name and the buffers {@code seed} and {@code step}, which counts
 * the batches. Replicas with one seed draw the same.
 */
final class LossDraws extends Module {
    private final long name;
    private final Tensor seed;
    private final Tensor step = buffer("step", DType.INT64, Init.constant(0));
    private boolean updating = true;

    LossDraws(long seed, String name) {
        this.name = Draws.hash(name);
        this.seed = buffer("seed", Tensor.of(new long[] {seed}, 1));
    }

    /** Random orders of n rows. The next call gives others. */
    List<int[]> orders(int n, int count) {
        List<int[]> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(draws(i).permutation(n));
        }
        advance();
        return orders;
    }

    /** The draws of this step; {@link #advance} goes on. */
    Draws now() {
        return draws(0);
    }

    private Draws draws(int part) {
        return Draws.of(seed.toLongs()[0], Stream.SLICES, (int) step.item(), name, part);
    }

    /**
     * Scores from 0 to 1 of the tokens of images: [images, tokens]. The next call gives others.
     *
     * @param first the number of image 0 in the batch of all replicas
     */
    Tensor scores(long first, long images, long tokens) {
        double[] scores = new double[Math.toIntExact(images * tokens)];
        int next = 0;
        for (long image = first; image < first + images; image++) {
            Draws draws = Draws.of(seed.toLongs()[0], Stream.TOKENS, (int) step.item(), image);
            for (long token = 0; token < tokens; token++) {
                scores[next++] = draws.uniform();
            }
        }
        advance();
        return Tensor.of(scores, images, tokens);
    }

    /** Random directions for rows [..., D], standard normal, not normalised: [D, count]. The next call gives others. */
    Tensor directions(Tensor rows, int count) {
        long d = rows.size(-1);
        Draws draws = draws(0);
        int[] bits = new int[Math.toIntExact(2 * d * count)];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = draws.bits() >>> 8;
        }
        advance();
        // Box and Muller (1958) in tensors, since these are millions: of uniform numbers above 0, at most 1.
        Tensor uniform = Tensor.of(bits, 2, d, count)
                .to(rows.device())
                .to(DType.FLOAT32)
                .add(0.5)
                .mul(0x1p-24);
        Tensor radius = uniform.select(0, 0).log().mul(-2).sqrt();
        Tensor angle = uniform.select(0, 1).mul(2 * Math.PI);
        return radius.mul(Pointwise.cos(angle)).to(rows.dtype());
    }

    /** Whether steps go on from now on. */
    void update(boolean on) {
        updating = on;
    }

    /** Goes on to the next step, unless it is to hold still. */
    void advance() {
        if (!updating || !isTraining()) {
            return;
        }
        try (NoGrad guard = new NoGrad();
                Tensor next = step.add(1)) {
            step.copyInPlace(next);
        }
    }

    @Override
    public String toString() {
        return "draws of seed " + seed.toLongs()[0];
    }
}
