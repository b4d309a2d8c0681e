package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever bytes come, the decoder gives an image or one line of why not: no other exception, no memory beyond a small
 * heap, no dead JVM. {@code -Dselfsame.fuzz.seconds=N} goes on for longer than 10 seconds, {@code
 * -Dselfsame.fuzz.seed=N} begins with other files, and {@code -Dselfsame.fuzz.case=N} takes one of them only.
 */
class ImageDecoderFuzzTest {
    private static final int SHORTEST = 50;

    @TempDir
    Path folder;

    @Test
    void brokenFilesBreakNothing() throws IOException {
        long seed = Long.getLong("selfsame.fuzz.seed", 1);
        long one = Long.getLong("selfsame.fuzz.case", -1);
        long seconds = one >= 0 ? 0 : Long.getLong("selfsame.fuzz.seconds", 10);
        Path number = folder.resolve("case");
        ChildJvm.Result result = ChildJvm.of(DecoderFuzz.class)
                .with("-Xmx256m", "-XX:ErrorFile=" + folder.resolve("crash.log"), "-XX:-CreateCoredumpOnCrash")
                .within(Duration.ofSeconds(seconds + 180))
                .run("" + seed, "" + Math.max(0, one), "" + seconds, number.toString());
        String where = "seed " + seed + ", case "
                + (Files.exists(number)
                        ? ByteBuffer.wrap(Files.readAllBytes(number)).getLong()
                        : "none")
                + ": ";
        String err = result.err().substring(Math.max(0, result.err().length() - 2000));
        assertEquals(0, result.status(), where + result.out() + err);
        long files = Long.parseLong(result.out().split(" ", 2)[0]);
        assertTrue(files >= (one >= 0 ? 1 : SHORTEST), where + result.out());
    }
}
