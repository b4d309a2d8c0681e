package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.VicRegLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Variance-invariance-covariance regularisation (VICReg; Bardes, Ponce and LeCun 2022, arXiv:2105.04906). Two views of an
 * image have equal embeddings, while each feature keeps a standard deviation of 1 over the batch and no two features say
 * the same. No negatives, no target network, no predictor.
 *
 * <pre>
 * view 0 → encoder → expander → z0 ─┐ z0 = z1; of each: std(feature) → 1, cov(features) → 0
 * view 1 → encoder → expander → z1 ─┘
 * </pre>
 *
 * The expander is the paper's projector. Its last layer has a bias and the others none, as Lightly's; in the authors'
 * code it is the other way round.
 */
public final class VicReg extends NetworkMethod<VicReg.Config, Branch> {
    /**
     * The hyper-parameters (paper, section 4; official code, main_vicreg.py).
     *
     * @param projectionHidden width inside the expander; 8,192
     * @param projectionOut features that are compared; 8,192
     * @param projectionLayers linear layers of the expander; 3
     * @param lambda weight of the invariance; 25
     * @param mu weight of the variance; 25
     * @param nu weight of the covariance; 1
     */
    public record Config(
            int projectionHidden, int projectionOut, int projectionLayers, double lambda, double mu, double nu)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.atLeast("method.lambda", lambda, 0);
            Check.atLeast("method.mu", mu, 0);
            Check.atLeast("method.nu", nu, 0);
        }

        @Override
        public String name() {
            return "vicreg";
        }

        @Override
        public VicReg build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new VicReg(this, backbone, views, seed, replicas);
        }
    }

    private final VicRegLoss regularized;

    VicReg(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Branch(
                        backbone.get(),
                        features -> Heads.vicreg(
                                features, config.projectionHidden, config.projectionOut, config.projectionLayers)),
                seed);
        regularized = new VicRegLoss(config.lambda, config.mu, config.nu, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        Embedded seen = Embedded.each(networks, batch); // [N, out] each
        return seen.named(
                regularized.apply(seen.embeddings().get(0), seen.embeddings().get(1)));
    }

    /**
     * A published recipe, each value with its source in {@code VicRegRecipes}.
     *
     * @param name {@code cifar10} (solo-learn) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("vicreg", name);
    }
}
