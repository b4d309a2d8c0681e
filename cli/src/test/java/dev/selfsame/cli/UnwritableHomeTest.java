package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native libraries can't be unpacked into the home; a file stands for it, since root may write into any folder. */
class UnwritableHomeTest {
    @TempDir
    private Path folder;

    private Path home;
    private String message;

    @BeforeEach
    void make() throws IOException {
        home = Files.createFile(folder.resolve("home"));
        message = "can't unpack the native libraries into " + home.resolve(".javacpp/cache")
                + ": the folder can't be written; name another with SELFSAME_CACHE=FOLDER or -Dselfsame.cache=FOLDER";
    }

    private ChildJvm.Result run(Object... words) {
        return ChildJvm.of(Main.class)
                .with("-Xmx256m", "-Duser.home=" + home)
                .with(Map.of("SELFSAME_CACHE", ""))
                .run(Selfsame.words(words).toArray(new String[0]));
    }

    @Test
    void aRunFailsInOneLineBeforeAnythingIsWritten() {
        Path run = folder.resolve("run");
        ChildJvm.Result ended = run("train", "--method", "byol", "--data", "demo", "--run", run);
        assertEquals(List.of("selfsame: " + message), ended.err().lines().toList());
        assertEquals(1, ended.status());
        assertEquals("", ended.out());
        assertFalse(Files.exists(run));
    }

    @Test
    void doctorSaysSoAmongItsNotesAndFails() throws IOException {
        ChildJvm.Result ended = run("doctor", "--json");
        assertEquals(1, ended.status(), ended.err());
        JsonNode found = new ObjectMapper().readTree(ended.out());
        assertTrue(found.path("notes").toString().contains(message), ended.out());
        assertFalse(found.has("libtorch"), ended.out());
    }

    @Test
    void whatNeedsNoLibraryGoesOn() {
        assertEquals(0, run("list", "methods").status());
    }
}
