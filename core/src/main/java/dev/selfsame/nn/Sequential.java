package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Layers one after another. An activation between two of them is closed as soon as it has been used: a layer that wants
 * to keep its input or output must hold a copy.
 */
public final class Sequential extends Layer {
    private final Layer[] layers;

    /** Layers named "0", "1", ... */
    public Sequential(Layer... layers) {
        this(numbered(List.of(layers)));
    }

    /** Layers by name, in the order of the map, which should keep one, as {@link LinkedHashMap} does. */
    public Sequential(Map<String, ? extends Layer> layers) {
        layers.forEach(this::child);
        this.layers = layers.values().toArray(new Layer[0]);
    }

    @Override
    public Tensor forward(Tensor x) {
        return chain(x, layers);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return describeChain(to, x, layers);
    }

    @Override
    public String toString() {
        return "Sequential" + Arrays.stream(layers).map(Layer::toString).collect(Collectors.toList());
    }

    private static Map<String, Layer> numbered(List<Layer> layers) {
        Map<String, Layer> named = new LinkedHashMap<>();
        for (Layer layer : layers) {
            named.put(Integer.toString(named.size()), layer);
        }
        return named;
    }
}
