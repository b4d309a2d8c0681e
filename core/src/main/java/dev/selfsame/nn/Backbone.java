package dev.selfsame.nn;

import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Map;

/** A network that turns images into feature vectors: what is trained, and what embeds afterwards. */
public abstract class Backbone extends Layer {
    private final int channels;
    private final int features;

    /**
     * For subclasses.
     *
     * @param channels the channels of an image, at least 1
     * @param features the length of a feature vector, at least 1
     */
    protected Backbone(int channels, int features) {
        this.channels = Check.atLeast(1, "channels", channels);
        this.features = Check.atLeast(1, "features", features);
    }

    /**
     * The features, pooled over places.
     *
     * @param x images [N, C, H, W] with C = {@link #channels()}
     * @return [N, D] with D = {@link #features()}
     */
    @Override
    public abstract Tensor forward(Tensor x);

    /**
     * The features place by place, of which {@link #forward} is the mean (but for a last norm, which some networks have
     * behind it there, and at each place here): for methods that compare regions or places.
     *
     * @param x images [N, C, H, W]
     * @return [N, D, h, w]
     * @throws UnsupportedOperationException if the network has no such map
     */
    public Tensor map(Tensor x) {
        throw new UnsupportedOperationException(where() + " has no map of features");
    }

    /**
     * Whether {@link #describe} is for images of one size ({@link Operations#imageSide}); false, by default, where what it
     * describes takes images of any size.
     */
    public boolean describesOneSize() {
        return false;
    }

    /**
     * How many numbers a pass with gradients keeps of one image for the way back, about; {@link #describe} says of what. The
     * network needs no weights for that.
     *
     * @param side of the square image in pixels
     * @throws UnsupportedOperationException if the network doesn't describe itself
     */
    public final long activations(int side) {
        ActivationCount count = new ActivationCount(side);
        try (NoGrad guard = new NoGrad();
                Scope scope = new Scope()) {
            describe(count, new long[] {1, channels, side, side});
        }
        return count.numbers();
    }

    /** The length of a feature vector. */
    public final int features() {
        return features;
    }

    /** The channels of an image. */
    public final int channels() {
        return channels;
    }

    /**
     * What is needed to build an equal network, without its weights: strings, numbers and booleans, the key {@code name}
     * always. {@link Backbones#fromArchitecture} reads it. Here the class's name and nothing else; a network with
     * options adds them.
     */
    public Map<String, Object> architecture() {
        return Map.of("name", getClass().getSimpleName());
    }
}
