package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.Map;

/**
 * ConvNeXt (Liu et al. 2022, arXiv:2201.03545) without its classifier, under torchvision's names and with torchvision's
 * initial weights; timm's names differ. The norm that stands before torchvision's classifier, {@code classifier.0}, is part
 * of the network: features are normalised.
 */
public final class ConvNeXt extends Backbone {
    /** All convolutions and linear layers start so. */
    static final Init FIRST = Init.normal(0.02);

    private final ConvNeXtConfig config;
    private final Sequential stages;
    private final ChannelNorm norm;
    private final Layer pool = new GlobalAveragePool();

    /** A network without weights yet. */
    public ConvNeXt(ConvNeXtConfig config) {
        super(config.channels(), config.features());
        this.config = config;
        Layer[] layers = new Layer[8];
        int width = config.baseWidth();
        int patch = config.patchSize();
        layers[0] = new Sequential(
                new Conv2d(config.channels(), width, patch, patch, 0, 1, true, FIRST, Init.constant(0)),
                new ChannelNorm(width));
        layers[1] = stage(0);
        for (int stage = 1; stage < 4; stage++) {
            int in = width << (stage - 1);
            layers[2 * stage] = new Sequential(
                    new ChannelNorm(in), new Conv2d(in, 2 * in, 2, 2, 0, 1, true, FIRST, Init.constant(0)));
            layers[2 * stage + 1] = stage(stage);
        }
        stages = child("features", new Sequential(layers));
        norm = new ChannelNorm(config.features());
        child("classifier", new Sequential(norm));
    }

    private Sequential stage(int stage) {
        Layer[] blocks = new Layer[config.blocks().get(stage)];
        for (int i = 0; i < blocks.length; i++) {
            double rate = DropPath.rate(config.dropPath(), config.before(stage) + i, config.before(4));
            blocks[i] = new ConvNeXtBlock(config.baseWidth() << stage, config.layerScale(), rate);
        }
        return new Sequential(blocks);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireImages(x);
        try (Tensor places = stages.forward(x);
                Tensor mean = pool.forward(places);
                Tensor one = mean.reshape(mean.size(0), features(), 1, 1);
                Tensor normed = norm.forward(one)) {
            return normed.flatten(1);
        }
    }

    /** The features place by place, each normalised: [N, D, h, w]. */
    @Override
    public Tensor map(Tensor x) {
        requireImages(x);
        try (Tensor places = stages.forward(x)) {
            return norm.forward(places);
        }
    }

    private void requireImages(Tensor x) {
        int least = config.leastSide();
        if (x.rank() != 4 || x.size(1) != channels() || x.size(2) < least || x.size(3) < least) {
            throw new IllegalArgumentException(where() + " wants images [N, " + channels() + ", H, W] of at least "
                    + least + "×" + least + ", got " + x);
        }
    }

    @Override
    public Map<String, Object> architecture() {
        return config.architecture();
    }

    @Override
    public String toString() {
        return "ConvNeXt(" + config.name() + ", base width " + config.baseWidth() + ", " + config.channels()
                + " channels)";
    }
}
