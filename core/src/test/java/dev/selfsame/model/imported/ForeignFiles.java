package dev.selfsame.model.imported;

import dev.selfsame.model.Safetensors;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Files of weights under other names, for the tests. */
final class ForeignFiles implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /** A small ResNet-18 that is drawn anew, with its names changed. */
    ForeignFiles network(String prefix, long seed, UnaryOperator<String> rename) {
        return network(prefix, ResNet.Config.of(18).withBaseWidth(2), seed, rename);
    }

    ForeignFiles network(String prefix, ResNet.Config config, long seed, UnaryOperator<String> rename) {
        try (ResNet network = new ResNet(config)) {
            return network(prefix, network, seed, rename);
        }
    }

    ForeignFiles network(String prefix, Backbone network, long seed, UnaryOperator<String> rename) {
        network.initialize(seed);
        network.state().forEach((name, tensor) -> tensors.put(prefix + rename.apply(name), tensor.copy()));
        return this;
    }

    ForeignFiles network(String prefix, long seed) {
        return network(prefix, seed, UnaryOperator.identity());
    }

    /** Something else that a checkpoint holds. */
    ForeignFiles and(String name, long... shape) {
        tensors.put(name, Tensor.zeros(DType.FLOAT32, shape));
        return this;
    }

    ForeignFiles without(String name) {
        Tensor gone = tensors.remove(name);
        if (gone == null) {
            throw new IllegalArgumentException(name);
        }
        gone.close();
        return this;
    }

    /** With the last value of a tensor raised by 1. */
    ForeignFiles changed(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(name);
        }
        try (NoGrad guard = new NoGrad();
                Tensor flat = tensor.flatten(0);
                Tensor last = flat.narrow(0, flat.count() - 1, 1);
                Tensor one = Tensor.of(new float[] {1}, 1)) {
            last.addInPlace(one, 1);
        }
        return this;
    }

    ForeignFiles renamed(String name, String other) {
        Tensor tensor = tensors.remove(name);
        if (tensor == null) {
            throw new IllegalArgumentException(name);
        }
        tensors.put(other, tensor);
        return this;
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    Path write(Path path) throws IOException {
        Safetensors.write(path, tensors, Map.of());
        return path;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
