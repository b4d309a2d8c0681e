package dev.selfsame.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedTest {
    @Test
    void theProjectIsTheFolderAboveTheModule() {
        assertTrue(Files.exists(Shared.project().resolve("testing/pom.xml")));
    }

    @Test
    @External
    void archivesAreUnpackedWhole() throws IOException {
        assertEquals(12_000, files(Shared.cifar10()));
        assertEquals(100, files(Shared.photos()));
        assertTrue(Files.exists(Shared.oddImages().resolve("very_wide.png")));
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
