package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptTest {
    private static final String SOURCE =
            """
            def forward(self, x: Tensor) -> Tensor:
                return x * self.scale + getattr(self.layer, "0").bias
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsSavedComputesTheSameWhenLoaded() {
        Path file = folder.resolve("größer.pt");
        try (Scope scope = new Scope();
                TorchScript script = script()) {
            Tensor x = Tensor.of(new float[] {1, 2}, 2);
            assertArrayEquals(new float[] {13, 26}, script.forward(x).toFloats());
            script.save(file, Map.of("about.json", "{}"));
            try (TorchScript loaded = TorchScript.load(file)) {
                assertArrayEquals(new float[] {13, 26}, loaded.forward(x).toFloats());
            }
        }
        assertTrue(Files.exists(file));
    }

    @Test
    void namesThatAreNoIdentifiersAreReached() {
        assertEquals("getattr(self.layer1, \"0\").conv.weight", TorchScript.access("layer1.0.conv.weight"));
    }

    @Test
    void aProgramThatDoesNotCompileAndAFileThatIsNoneAreRefused() throws IOException {
        try (Scope scope = new Scope()) {
            TensorException wrong = assertThrows(
                    TensorException.class,
                    () -> TorchScript.compile(
                            "Sum", "def forward(self, x: Tensor) -> Tensor:\n    return y\n", Map.of(), Map.of()));
            assertTrue(wrong.getMessage().contains("TorchScript.compile"), wrong.getMessage());
        }
        Path file = Files.writeString(folder.resolve("no.pt"), "nothing of the kind");
        assertThrows(TensorException.class, () -> TorchScript.load(file));
        assertThrows(TensorException.class, () -> TorchScript.load(folder.resolve("absent.pt")));
    }

    @Test
    void aClosedProgramIsRefusedInWords() {
        try (Scope scope = new Scope()) {
            TorchScript script = script();
            script.close();
            script.close();
            Tensor x = Tensor.of(new float[] {1, 2}, 2);
            assertEquals(
                    "TorchScript.forward: the program is closed",
                    assertThrows(IllegalStateException.class, () -> script.forward(x))
                            .getMessage());
            assertEquals(
                    "TorchScript.save: the program is closed",
                    assertThrows(IllegalStateException.class, () -> script.save(folder.resolve("a.pt"), Map.of()))
                            .getMessage());
        }
    }

    @Test
    void aProgramIsItsThreadsUntilItIsHandedOver() throws Exception {
        try (Scope scope = new Scope();
                TorchScript script = script()) {
            ExecutionException refused = assertThrows(ExecutionException.class, () -> elsewhere(script));
            assertInstanceOf(IllegalStateException.class, refused.getCause());
            String message = refused.getCause().getMessage();
            assertTrue(message.startsWith("TorchScript.forward: the program belongs to thread "), message);
            script.handOver();
            assertArrayEquals(new float[] {13, 26}, elsewhere(script));
            Tensor x = Tensor.of(new float[] {1, 2}, 2);
            assertThrows(IllegalStateException.class, () -> script.forward(x));
        }
    }

    private static float[] elsewhere(TorchScript script) throws InterruptedException, ExecutionException {
        FutureTask<float[]> task = new FutureTask<>(() -> {
            try (Tensor x = Tensor.of(new float[] {1, 2}, 2);
                    Tensor y = script.forward(x)) {
                return y.toFloats();
            }
        });
        new Thread(task).start();
        return task.get();
    }

    @Test
    void nothingIsLeftBehind() {
        Path file = folder.resolve("a.pt");
        long before = Leaks.live();
        for (int i = 0; i < 3; i++) {
            whatIsSavedComputesTheSameWhenLoaded();
        }
        assertEquals(before, Leaks.live(), file.toString());
    }

    private static TorchScript script() {
        return TorchScript.compile(
                "Sum",
                SOURCE,
                Map.of("scale", Tensor.of(new float[] {3}, 1)),
                Map.of("layer.0.bias", Tensor.of(new float[] {10, 20}, 2)));
    }
}
