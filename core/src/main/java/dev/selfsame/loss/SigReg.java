package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Pointwise;
import dev.selfsame.tensor.Tensor;
import java.util.List;

/**
 * Sketched isotropic Gaussian regularisation, SIGReg (Balestriero and LeCun 2025, arXiv:2511.08544, section 4):
 * embeddings should be distributed like a standard normal. Along each of M random directions a of length 1, the
 * characteristic function of the N projections x = z·a is held against the normal one, φ(t) = exp(−t²/2), by the test
 * of Epps and Pulley:
 *
 * <pre>{@code
 * loss = mean over a of  N ∫ φ(t) ( (mean cos t x − φ(t))² + (mean sin t x)² ) dt,  t from −T to T
 * }</pre>
 *
 * <p>by the trapezoidal rule at {@code knots} places from 0 to T, doubled. The term is {@code sigreg}; gradients flow
 * into the embeddings. The directions are drawn anew for each batch, by seed and the buffer {@code draws.step}, which
 * holds still after {@code update(false)} and in evaluation. The factor N makes the loss grow with the batch wherever
 * the distribution isn't normal.
 */
public final class SigReg extends Module {
    private final Config config;
    private final Replicas replicas;
    private final LossDraws draws;

    /**
     * How SIGReg integrates and looks.
     *
     * @param knots places t from 0 to T, at least 2, by default 17
     * @param limit T, above 0, by default 3
     * @param directions M, at least 1, by default 1024
     */
    public record Config(int knots, double limit, int directions) {
        /** Checks the ranges. */
        public Config {
            Checks.requireAtLeast(2, "knots", knots);
            Checks.requirePositive("limit", limit);
            Checks.requireAtLeast(1, "directions", directions);
        }

        /** 17 knots up to 3, 1024 directions. */
        public Config() {
            this(17, 3, 1024);
        }
    }

    /** The usual {@link Config}, seed 0, one replica. */
    public SigReg() {
        this(new Config(), 0, Replicas.ONE);
    }

    /**
     * A loss at step 0.
     *
     * @param config how it integrates and looks
     * @param seed of the directions
     * @param replicas who shares the batch; the means are those of the whole batch
     */
    public SigReg(Config config, long seed, Replicas replicas) {
        this.config = config;
        this.replicas = replicas;
        this.draws = child("draws", new LossDraws(seed, "sigreg"));
    }

    /** Whether the directions change from now on; at first they do. */
    public void update(boolean on) {
        draws.update(on);
    }

    /**
     * The term {@code sigreg}.
     *
     * @param rows embeddings [N, D], or of views [V, N, D], of which each is tested by itself and the mean is taken
     */
    public Loss apply(Tensor rows) {
        requireReady();
        require(rows);
        return Inputs.compute(List.of(rows), in -> Loss.of("sigreg", statistic(in.get(0), draw(in.get(0)))));
    }

    /** The loss for given directions [D, M], of any length. */
    Loss apply(Tensor rows, Tensor directions) {
        require(rows);
        return Inputs.compute(List.of(rows, directions), in -> Loss.of("sigreg", statistic(in.get(0), in.get(1))));
    }

    private static void require(Tensor rows) {
        Checks.requireFloating("SigReg", rows);
        if (rows.rank() < 2 || rows.count() == 0) {
            throw Checks.shape("SigReg", "embeddings [N, D] or [..., N, D]", rows);
        }
    }

    /** Directions of this step [D, M]; the next call gives others, unless they hold still. */
    Tensor draw(Tensor rows) {
        return draws.directions(rows, config.directions);
    }

    /** The statistic of Epps and Pulley, the mean over directions and views: a scalar. */
    Tensor statistic(Tensor rows, Tensor directions) {
        double n = (double) rows.size(-2) * replicas.size();
        Tensor unit = directions.div(directions.norm(0, true)); // [D, M]
        Tensor t = times(rows.dtype(), rows.device()); // [K]
        Tensor target = t.square().mul(-0.5).exp(); // φ(t), [K]
        Tensor angles = rows.matmul(unit).unsqueeze(-1).mul(t); // [(V,) N, M, K]
        Tensor cos = replicas.sum(Pointwise.cos(angles).sum(-3, false)).div(n); // [(V,) M, K]
        Tensor sin = replicas.sum(Pointwise.sin(angles).sum(-3, false)).div(n); // [(V,) M, K]
        Tensor error = cos.sub(target).square().add(sin.square());
        return error.mul(target.mul(weights(t))).sum(-1, false).mean().mul(n);
    }

    private Tensor times(DType dtype, Device device) {
        double[] t = new double[config.knots];
        for (int i = 0; i < t.length; i++) {
            t[i] = config.limit * i / (config.knots - 1);
        }
        return Tensor.of(t, t.length).to(dtype).to(device);
    }

    /** The trapezoidal rule's, twice, since the integrand is even. */
    private Tensor weights(Tensor t) {
        double step = config.limit / (config.knots - 1);
        double[] weights = new double[config.knots];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i == 0 || i == weights.length - 1 ? step : 2 * step;
        }
        return Tensor.of(weights, weights.length).to(t.dtype()).to(t.device());
    }

    @Override
    public String toString() {
        return "SigReg[" + config + ", " + draws + ", replicas=" + replicas + "]";
    }
}
