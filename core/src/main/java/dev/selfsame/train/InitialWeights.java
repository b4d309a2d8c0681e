package dev.selfsame.train;

import dev.selfsame.data.Reason;
import dev.selfsame.method.Method;
import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Weights from elsewhere that a backbone starts with. */
final class InitialWeights {
    private InitialWeights() {}

    /**
     * Copies a file's weights into a method's encoder, and from there into the networks that follow it.
     *
     * @throws RunException if the file can't be read, or its names and shapes are not those of the encoder
     */
    static void load(Path file, Method method) {
        Map<String, Tensor> weights = Map.of();
        try (Safetensors tensors = Safetensors.open(file)) {
            weights = tensors.readAll();
            method.encoder().load(weights);
            method.modules().restartAverages();
        } catch (IOException e) {
            String reason = Reason.of(e);
            throw new RunException(
                    reason.contains(file.toString())
                            ? reason
                            : "can't read the initial weights in " + file + ": " + reason,
                    e);
        } catch (IllegalArgumentException e) {
            throw new RunException("the weights in " + file + " don't fit the backbone: " + e.getMessage(), e);
        } finally {
            weights.values().forEach(Tensor::close);
        }
    }
}
