package dev.selfsame.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnBackboneTest {
    @Test
    void takesNoMoreThanFifteenLines() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of("src", "main", "java", "dev", "selfsame", "examples", "OwnBackbone.java"));
        int first = 0;
        while (!lines.get(first).startsWith("public final class")) {
            first++;
        }
        assertTrue(lines.size() - first <= 15, lines.size() - first + " lines");
    }

    @Test
    void embedsAndLearns() {
        try (Scope scope = new Scope();
                OwnBackbone net = new OwnBackbone()) {
            net.initialize(1);
            Tensor features = net.forward(Tensor.ones(DType.FLOAT32, 2, 3, 16, 16));
            assertArrayEquals(new long[] {2, net.features()}, features.shape());
            features.sum().backward();
            net.parameters().forEach((name, parameter) -> assertNotNull(parameter.gradient(), name));
        }
    }

    @Test
    void isBuiltAgainFromItsArchitecture() {
        Backbones.register("OwnBackbone", "two convolutions", options -> new OwnBackbone());
        try (OwnBackbone net = new OwnBackbone();
                Backbone again = Backbones.fromArchitecture(net.architecture())) {
            assertEquals(Map.of("name", "OwnBackbone"), net.architecture());
            assertEquals(net.state().keySet(), again.state().keySet());
        }
    }
}
