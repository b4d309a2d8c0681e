package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.nn.Module;
import dev.selfsame.nn.MovingAverage;
import dev.selfsame.nn.SplitBatchNorm;
import dev.selfsame.tensor.Convolution;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** DenseCL's networks: a branch with two projectors and its moving average, and a queue for the keys of each projector. */
final class DenseClNetworks extends Module implements Networks {
    final Branch online;
    final MemoryBank queue;
    final MemoryBank denseQueue;
    private final Branch target;
    private final MovingAverage<Branch> average;
    private final KeyOrder order;

    /** An encoder, the projector of its pooled features, and that of its features place by place. */
    static final class Branch extends Module {
        final Backbone encoder;
        final Layer global;
        final Layer dense;

        Branch(Backbone backbone, int hidden, int out) {
            encoder = child("encoder", backbone);
            global = child("global", Heads.densecl(backbone.features(), hidden, out));
            dense = child("dense", Heads.densecl(backbone.features(), hidden, out));
        }

        /** What this makes of feature maps [N, features, h, w]. */
        Seen see(Tensor map) {
            Tensor pooled = Convolution.globalAveragePool(map); // [N, features]
            Tensor places = map.flatten(2).transpose(1, 2); // [N, h · w, features]
            return new Seen(pooled, places, global.forward(pooled), dense.forward(places));
        }
    }

    /**
     * One view.
     *
     * @param pooled features [N, features]
     * @param places features place by place [N, S, features]
     * @param global embeddings [N, out]
     * @param dense embeddings place by place [N, S, out]
     */
    record Seen(Tensor pooled, Tensor places, Tensor global, Tensor dense) {}

    DenseClNetworks(DenseCl.Config config, Supplier<Backbone> backbone, long seed, Replicas replicas) {
        Supplier<Branch> branch = () -> new Branch(backbone.get(), config.projectionHidden(), config.projectionOut());
        online = child("online", branch.get());
        average = MovingAverage.of(online, branch);
        target = child("target", average.module());
        queue = child("queue", new MemoryBank(config.queue(), config.projectionOut(), replicas));
        denseQueue = child("dense-queue", new MemoryBank(config.queue(), config.projectionOut(), replicas));
        order = child("order", new KeyOrder(config.normParts(), seed, replicas));
        SplitBatchNorm.in(this, config.normParts());
    }

    /** The queries of a view [N, C, H, W]. */
    Seen queries(Tensor pixels) {
        return online.see(online.encoder.map(pixels));
    }

    /** The keys of a view [N, C, H, W], made in another order, without gradient. */
    Seen keys(Tensor pixels) {
        try (NoGrad guard = new NoGrad()) {
            return target.see(order.through(pixels, target.encoder::map));
        }
    }

    /** In training, puts keys in when the loss is known; of dense ones each image's mean. */
    void enqueue(Seen keys) {
        if (isTraining()) {
            queue.enqueue(keys.global);
            try (NoGrad guard = new NoGrad();
                    Tensor means = keys.dense.mean(1, false)) { // [N, out]
                denseQueue.enqueue(means);
            }
        }
    }

    void follow(double tau) {
        average.follow(online, tau);
    }

    @Override
    public Map<String, Double> measures() {
        return Map.of(Method.TAU, average.kept());
    }

    @Override
    public Backbone encoder() {
        return online.encoder;
    }

    @Override
    public List<Method.Trained> trained() {
        return List.of(new Method.Trained("online", online));
    }
}
