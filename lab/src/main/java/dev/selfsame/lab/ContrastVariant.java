package dev.selfsame.lab;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.method.Method;
import dev.selfsame.method.MethodConfig;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * SimCLR's networks (Chen et al. 2020, arXiv:2002.05709) with InfoNCE and a number of negatives.
 *
 * @param hidden width inside the projector
 * @param out dimensions that are compared
 * @param temperature divides the similarities
 * @param negatives of each image
 */
public record ContrastVariant(int hidden, int out, double temperature, int negatives) implements MethodConfig {
    @Override
    public String name() {
        return "lab-contrast";
    }

    @Override
    public Method build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        Backbone encoder = backbone.get();
        Branch branch = new Branch(encoder, Heads.simclr(encoder.features(), hidden, out));
        return new PairVariant(branch, views, new FewNegatives(temperature, negatives, replicas), z -> z, seed);
    }
}
