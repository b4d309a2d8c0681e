package dev.selfsame.lab;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.method.Method;
import dev.selfsame.method.MethodConfig;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.NormKind;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Barlow Twins (Zbontar et al. 2021, arXiv:2103.03230) with another norm between the layers of its projector. Its loss
 * divides each feature by its deviation over the batch all the same: that is the loss's, not the network's. The loss is that
 * of one feature, on average: 1 for a network that says the same of all images.
 *
 * @param hidden width inside the projector
 * @param out features that are decorrelated
 * @param lambda weight of the redundancy term
 * @param norm between the layers
 */
public record BarlowVariant(int hidden, int out, double lambda, NormKind norm) implements MethodConfig {
    /** What the loss sees of the features [N, out]: it takes away what all images of the batch share. */
    private static Tensor compared(Tensor features) {
        return features.sub(features.mean(0, true));
    }

    @Override
    public String name() {
        return "lab-barlow-twins";
    }

    @Override
    public Method build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        Backbone encoder = backbone.get();
        Branch branch = new Branch(encoder, Heads.mlp(encoder.features(), hidden, out, 2, norm));
        return new PairVariant(
                branch, views, new BarlowTwinsLoss(lambda, 1.0 / out, true, replicas), BarlowVariant::compared, seed);
    }
}
