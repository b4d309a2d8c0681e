package dev.selfsame.pth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of PyTorch with a few bytes changed: they are read, or refused in words, and nothing else happens. */
class PthFuzzTest {
    private static final List<String> FILES = List.of(
            "types.pth", "types-old.pth", "views.pth", "views-old.pth", "nested-protocol4.pth", "hostile-code.pth");

    @TempDir
    private Path folder;

    @Test
    void mutatedFilesAreReadOrRefusedInWords() throws IOException {
        long seed = Long.getLong("fuzz.seed", 1);
        long until = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("fuzz.seconds", 8)).toNanos();
        Path path = folder.resolve("mutated.pth");
        int refused = 0;
        int read = 0;
        for (int round = 0; System.nanoTime() < until; round++) {
            byte[] bytes = Files.readAllBytes(PthFiles.path(FILES.get(round % FILES.size())));
            Draws draws = Draws.of(seed, Stream.SAMPLE, 0, round);
            for (int changes = 1 + draws.below(4); changes > 0; changes--) {
                bytes[draws.below(bytes.length)] = (byte) draws.below(256);
            }
            Files.write(path, bytes);
            try (TorchFile file = TorchFile.open(path)) {
                for (String name : file.names()) {
                    file.read(name).close();
                }
                read++;
            } catch (TorchFileException e) {
                assertTrue(e.getMessage().startsWith(path + " is not read: "), e.getMessage());
                refused++;
            } catch (RuntimeException | Error e) {
                fail("round " + round + " of seed " + seed, e);
            }
        }
        assertTrue(read > 50 && refused > 50, read + " read, " + refused + " refused");
        assertFalse(Files.exists(Path.of("/tmp/selfsame-was-here")));
    }
}
