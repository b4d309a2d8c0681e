package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialWeightsTest {
    @TempDir
    private Path directory;

    private Path trained() {
        Path first = directory.resolve("first");
        TinyRuns.training("simclr", first, "max-steps=3").run();
        return first.resolve("encoder.safetensors");
    }

    private static Map<String, byte[]> weights(Path file) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (Safetensors tensors = Safetensors.open(file)) {
            for (String name : tensors.names()) {
                // Statistics of batch norms move with every forward pass.
                if (name.endsWith("weight") || name.endsWith("bias")) {
                    try (Tensor tensor = tensors.read(name)) {
                        bytes.put(name, tensor.toBytes());
                    }
                }
            }
        }
        return bytes;
    }

    @Test
    void theBackboneStartsWithThemAndSoDoesWhatFollowsIt() throws IOException {
        Path given = trained();
        Path second = directory.resolve("second");
        // Without a learning rate the weights stay what they were at the start.
        TinyRuns.training("byol", second, "max-steps=1", "optimizer.learning-rate=0")
                .initialWeights(given)
                .run();
        Map<String, byte[]> expected = weights(given);
        Map<String, byte[]> got = weights(second.resolve("encoder.safetensors"));
        assertEquals(expected.keySet(), got.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, got.get(name), name));
        Map<String, String> state = Outcome.state(RunDirectory.at(second).lastCheckpoint());
        assertEquals(state.get("method.online.encoder.conv1.weight"), state.get("method.target.encoder.conv1.weight"));
    }

    @Test
    void aRunThatGoesOnDoesNotStartWithThemAgain() throws IOException {
        Path given = trained();
        Path whole = directory.resolve("whole");
        TinyRuns.training("byol", whole).initialWeights(given).run();
        Path broken = directory.resolve("broken");
        TinyRuns.training("byol", broken, "max-steps=7").initialWeights(given).run();
        TinyRuns.training("byol", broken).initialWeights(given).resume(true).run();
        Outcome.of(broken).assertSameAs(Outcome.of(whole));
    }

    @Test
    void weightsOfAnotherNetworkAreRefusedAndNothingIsLeft() {
        Path given = trained();
        Held before = Held.settled();
        Training training = TinyRuns.training("byol", directory.resolve("other"), "backbone.base-width=8")
                .initialWeights(given);
        String message = assertThrows(RunException.class, training::run).getMessage();
        assertTrue(
                message.startsWith(given + " does not fit ResNet-18(CIFAR stem, base width 8, 3 channels): "), message);
        assertTrue(message.contains("its base-width is 4, not 8 (--set backbone.base-width=4)"), message);
        assertEquals(before, Held.now());
        assertTrue(Files.notExists(RunDirectory.at(directory.resolve("other")).lastCheckpoint()));
    }
}
