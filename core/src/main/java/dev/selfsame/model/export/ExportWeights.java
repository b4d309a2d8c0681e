package dev.selfsame.model.export;

import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Normalize;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The tensors of an exported network by name, on the processor: those of the backbone by its own names, and {@code
 * preprocessing.shift} and {@code preprocessing.scale} where images are prepared. For use inside a scope.
 */
final class ExportWeights {
    private final IdentityHashMap<Tensor, String> names = new IdentityHashMap<>();
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();

    ExportWeights(Backbone backbone) {
        backbone.parameters().forEach((name, tensor) -> add(parameters, name, tensor));
        backbone.buffers().forEach((name, tensor) -> add(buffers, name, tensor));
    }

    private void add(Map<String, Tensor> to, String name, Tensor tensor) {
        names.put(tensor, name);
        to.put(name, tensor.detach().to(Device.CPU).contiguous());
    }

    /** What is added to samples before they are scaled, [1, C, 1, 1]. */
    Tensor shift(Normalize normalize, double range) {
        double[] mean = normalize.mean();
        float[] values = new float[mean.length];
        for (int c = 0; c < values.length; c++) {
            values[c] = (float) (-mean[c] * range);
        }
        return constant("preprocessing.shift", values);
    }

    /** What they are multiplied by then, [1, C, 1, 1]. */
    Tensor scale(Normalize normalize, double range) {
        double[] std = normalize.std();
        float[] values = new float[std.length];
        for (int c = 0; c < values.length; c++) {
            values[c] = (float) (1 / (std[c] * range));
        }
        return constant("preprocessing.scale", values);
    }

    private Tensor constant(String name, float[] values) {
        return constant(name, Tensor.of(values, 1, values.length, 1, 1));
    }

    /** Adds a tensor that is none of the backbone's, and gives it back. */
    Tensor constant(String name, Tensor values) {
        if (buffers.containsKey(name)) {
            throw new IllegalArgumentException("the network has two constants named " + name);
        }
        add(buffers, name, values);
        return values;
    }

    /** The name of a tensor of the network, known by its identity. */
    String name(Tensor tensor) {
        String name = names.get(tensor);
        if (name == null) {
            throw new IllegalArgumentException("the network uses a tensor that is none of its own: " + tensor);
        }
        return name;
    }

    /** The memory that all take. */
    long bytes() {
        return Stream.of(parameters, buffers)
                .flatMap(tensors -> tensors.values().stream())
                .mapToLong(tensor -> tensor.count() * tensor.dtype().bytes())
                .sum();
    }

    Map<String, Tensor> parameters() {
        return parameters;
    }

    Map<String, Tensor> buffers() {
        return buffers;
    }

    /** A tensor by its name. */
    Tensor value(String name) {
        Tensor value = parameters.getOrDefault(name, buffers.get(name));
        return Objects.requireNonNull(value, name);
    }
}
