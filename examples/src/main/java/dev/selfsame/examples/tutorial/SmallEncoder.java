package dev.selfsame.examples.tutorial;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.Conv2d;
import dev.selfsame.nn.GlobalAveragePool;
import dev.selfsame.nn.Identity;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.ReLU;
import dev.selfsame.nn.Sequential;
import dev.selfsame.tensor.Tensor;

/** The tutorial's encoder, small enough to be trained while one waits: four convolutions, then the mean over places. */
public final class SmallEncoder extends Backbone {
    private final Sequential layers;

    /**
     * An encoder without weights still: three channels in, 128 features out.
     *
     * @param batchNorm whether each convolution is followed by batch norm, or has a bias instead
     */
    public SmallEncoder(boolean batchNorm) {
        super(3, 128);
        layers = child(
                "layers",
                new Sequential(
                        block(3, 16, 1, batchNorm), // [N, 16, 32, 32]
                        block(16, 32, 2, batchNorm), // [N, 32, 16, 16]
                        block(32, 64, 2, batchNorm), // [N, 64, 8, 8]
                        block(64, 128, 2, batchNorm), // [N, 128, 4, 4]
                        new GlobalAveragePool())); // [N, 128]
    }

    private static Sequential block(int in, int out, int stride, boolean batchNorm) {
        Layer norm = batchNorm ? new BatchNorm(out) : new Identity();
        return new Sequential(new Conv2d(in, out, 3, stride, 1, !batchNorm), norm, ReLU.inPlace());
    }

    @Override
    public Tensor forward(Tensor x) {
        return layers.forward(x);
    }
}
