package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.Map;

/** A network that turns images into feature vectors: what is trained, and what embeds afterwards. */
public abstract class Backbone extends Layer {
    /** For subclasses. */
    protected Backbone() {}

    /**
     * The features, pooled over places.
     *
     * @param x images [N, C, H, W] with C = {@link #channels()}
     * @return [N, D] with D = {@link #features()}
     */
    @Override
    public abstract Tensor forward(Tensor x);

    /** The length of a feature vector. */
    public abstract int features();

    /** The channels of an image. */
    public abstract int channels();

    /**
     * What is needed to build an equal network, without its weights: strings, numbers and booleans, the key {@code name}
     * always. Who saves an encoder saves it too. Here the class's name and nothing else.
     */
    public Map<String, Object> architecture() {
        return Map.of("name", getClass().getSimpleName());
    }
}
