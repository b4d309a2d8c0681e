package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.VibCRegLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.IterNorm;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Sequential;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Variance-invariance-better-covariance regularisation (VIbCReg; Lee and Aune 2021, arXiv:2109.00783): {@link VicReg} with
 * a covariance term of normalised features, and with {@link IterNorm}, which whitens groups of features, as the
 * projector's last layer.
 *
 * <pre>
 * view 0 → encoder → projector → IterNorm → z0 ─┐ z0 = z1; of each: std(feature) → 1, corr(features) → 0
 * view 1 → encoder → projector → IterNorm → z1 ─┘
 * </pre>
 */
public final class VibCReg extends NetworkMethod<VibCReg.Config, Branch> {
    /**
     * The hyper-parameters (solo-learn, solo/methods/vibcreg.py).
     *
     * @param projectionHidden width inside the projector of three layers; 2,048
     * @param projectionOut features that are compared; 2,048
     * @param iterNorm whether a last layer whitens groups of features, 64 if they divide
     * @param lambda weight of the invariance; 25
     * @param mu weight of the variance; 25
     * @param nu weight of the covariance; 200
     */
    public record Config(int projectionHidden, int projectionOut, boolean iterNorm, double lambda, double mu, double nu)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.atLeast("method.lambda", lambda, 0);
            Check.atLeast("method.mu", mu, 0);
            Check.atLeast("method.nu", nu, 0);
        }

        @Override
        public String name() {
            return "vibcreg";
        }

        @Override
        public VibCReg build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new VibCReg(this, backbone, views, seed, replicas);
        }

        private Layer projector(int features) {
            Layer layers = Heads.msn(features, projectionHidden, projectionOut);
            return iterNorm ? new Sequential(layers, new IterNorm(projectionOut)) : new Sequential(layers);
        }
    }

    private final VibCRegLoss regularized;

    VibCReg(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new Branch(backbone.get(), config::projector), seed);
        regularized = new VibCRegLoss(config.lambda, config.mu, config.nu, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        Embedded seen = Embedded.each(networks, batch); // [N, out] each
        return seen.named(
                regularized.apply(seen.embeddings().get(0), seen.embeddings().get(1)));
    }

    /**
     * A published recipe, each value with its source in {@code VibCRegRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (solo-learn, the latter for ImageNet-100)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("vibcreg", name);
    }
}
