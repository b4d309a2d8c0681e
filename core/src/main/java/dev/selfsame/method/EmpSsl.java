package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.EmpSslLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * Extreme multi-patch self-supervised learning (EMP-SSL; Tong et al. 2023, arXiv:2304.03977). Of each image there are many
 * small patches, some dozens, each pulled to their mean, while the coding rate of each patch's embeddings over the batch
 * is made large. Very few epochs do.
 *
 * <pre>
 * patch v → encoder → projector → ẑ_v   → mean of the patches; coding rate of ẑ_v over the batch large
 * </pre>
 *
 * As in the authors' code, all patches go through the network together, and embeddings have length 1.
 */
public final class EmpSsl extends NetworkMethod<EmpSsl.Config, Branch> {
    /**
     * The hyper-parameters (paper, section 3; official code, main.py and model/model.py).
     *
     * @param projectionHidden width inside the projector of three layers; 4,096
     * @param projectionOut dimensions that are compared; 1,024
     * @param eps what the coding rate takes for noise; 0.2
     * @param invarianceWeight weight of the invariance; 200
     */
    public record Config(int projectionHidden, int projectionOut, double eps, double invarianceWeight)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.above("method.eps", eps, 0);
            Check.atLeast("method.invariance-weight", invarianceWeight, 0);
        }

        @Override
        public String name() {
            return "emp-ssl";
        }

        @Override
        public EmpSsl build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new EmpSsl(this, backbone, views, seed, replicas);
        }
    }

    private final EmpSslLoss rate;

    EmpSsl(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Branch(
                        backbone.get(),
                        features -> Heads.mlp(features, config.projectionHidden, config.projectionOut, 3)),
                seed);
        rate = new EmpSslLoss(config.eps, config.invarianceWeight, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch); // which the batch norms can't say of views that go together
        Embedded seen = Embedded.together(networks, batch);
        List<Tensor> unit = seen.embeddings().stream()
                .map(z -> Norm.l2(z.to(DType.FLOAT32))) // [N, out]
                .toList();
        return seen.named(rate.apply(unit));
    }

    /**
     * A published recipe, each value with its source in {@code EmpSslRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("emp-ssl", name);
    }
}
