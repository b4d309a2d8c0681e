package dev.selfsame.pth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch 2.15 wrote: {@code benchmarks/peers/pth_resources.py}. */
class TorchFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "types, types",
        "types-old, types",
        "views, views",
        "views-old, views",
        "nested, nested",
        "nested-old, nested",
        "nested-protocol4, nested",
        "nested-protocol5, nested"
    })
    void everyTensorIsWhatPythonSays(String written, String expected) throws IOException {
        try (Scope scope = new Scope();
                TorchFile file = TorchFile.open(PthFiles.path(written + ".pth"));
                Safetensors same = Safetensors.open(PthFiles.path(expected + ".safetensors"))) {
            assertEquals(same.names(), Set.copyOf(file.names()));
            for (String name : same.names()) {
                assertArrayEquals(same.shape(name), file.shape(name), name);
                assertEquals(same.dtype(name).toString(), file.type(name), name);
                assertEquals(same.dtype(name), file.read(name).dtype(), name);
                assertArrayEquals(same.read(name).toBytes(), file.read(name).toBytes(), name);
            }
        }
    }

    @Test
    void namesComeInTheOrderOfTheDictionaries() throws IOException {
        try (TorchFile file = TorchFile.open(PthFiles.path("nested.pth"))) {
            assertTrue(
                    String.join(" ", file.names())
                            .startsWith("state_dict.0.weight state_dict.0.bias state_dict.1.weight"),
                    file.names().toString());
            assertTrue(
                    file.names().contains("optimizer.state.0.exp_avg"),
                    file.names().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"int16", "int8", "uint16", "complex64", "float8_e4m3fn"})
    void aTypeWithoutCounterpartHindersNothingUntilItIsWanted(String type) throws IOException {
        try (TorchFile file = TorchFile.open(PthFiles.path("unread-types.pth"))) {
            file.read("float32").close();
            assertEquals(type, file.type(type));
            String message = assertThrows(TorchFileException.class, () -> file.read(type))
                    .getMessage();
            assertTrue(message.endsWith("its tensor " + type + " is of type " + type + ", which is not read here"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "system, posix.system",
        "eval, __builtin__.eval",
        "getattr, __builtin__.getattr",
        "code, __builtin__.exec",
        "module, torch.nn.modules.linear.Linear"
    })
    void whatWouldRunCodeIsRefusedByName(String kind, String named) {
        for (String file : new String[] {"hostile-" + kind + ".pth", "hostile-" + kind + "-old.pth"}) {
            String message = assertThrows(TorchFileException.class, () -> TorchFile.open(PthFiles.path(file)))
                    .getMessage();
            assertTrue(message.contains("it names " + named + ", which is not on the list"), message);
        }
        assertFalse(Files.exists(Path.of("/tmp/selfsame-was-here")));
    }

    @Test
    void aWholeModuleIsToldHowToBeSaved() {
        String message = assertThrows(
                        TorchFileException.class, () -> TorchFile.open(PthFiles.path("hostile-module.pth")))
                .getMessage();
        assertTrue(message.endsWith("it is a whole module; save its state_dict() in Python and take that"), message);
    }

    @Test
    void aTorchScriptArchiveIsNamed() {
        String message = assertThrows(TorchFileException.class, () -> TorchFile.open(PthFiles.path("torchscript.pt")))
                .getMessage();
        assertTrue(message.contains("it is a TorchScript program"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty",
                "hello | torch.save did not write it",
                "version https://git-lfs.github.com/spec/v1 | it is a pointer of Git LFS",
                "PK | it is cut off or damaged: the directory of the zip archive"
            })
    void whatIsNoneIsSaid(String content, String said) throws IOException {
        Path path = folder.resolve("some.pth");
        Files.writeString(path, content);
        String message = assertThrows(TorchFileException.class, () -> TorchFile.open(path))
                .getMessage();
        assertTrue(message.startsWith(path + " is not read: " + said), message);
    }

    @Test
    void aCompressedArchiveIsRefused() throws IOException {
        Path path = folder.resolve("small.pth");
        PthFiles.deflated(path, new byte[1 << 20]);
        String message = assertThrows(TorchFileException.class, () -> TorchFile.open(path))
                .getMessage();
        assertTrue(message.contains("its member archive/data.pkl is compressed or encrypted"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"views.pth", "views-old.pth"})
    void everyTruncationIsNoticed(String name) throws IOException {
        byte[] whole = Files.readAllBytes(PthFiles.path(name));
        Path path = folder.resolve("cut.pth");
        for (int length = 0; length < whole.length; length += length < 400 ? 1 : 17) {
            Files.write(path, Arrays.copyOf(whole, length));
            String message = assertThrows(TorchFileException.class, () -> TorchFile.open(path), "cut to " + length)
                    .getMessage();
            assertTrue(message.startsWith(path + " is not read: ") && !message.contains("\n"), message);
        }
    }
}
