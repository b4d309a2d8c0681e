package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import dev.selfsame.testing.Fuzzing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever bytes come, the decoder gives an image or one line of why not: no other exception, no memory beyond a small
 * heap, no dead JVM. {@link Fuzzing} says for how long and of which seed; {@code -Dselfsame.fuzz.case=N} takes one of a
 * seed's files only.
 */
class ImageDecoderFuzzTest {
    /** JPEG, PNG, WebP and TIFF; a few of the others are among them. */
    private static final int FORMATS = 4;

    private static final int SHORTEST = 50;

    @TempDir
    Path folder;

    @Test
    void brokenFilesBreakNothing() throws IOException {
        long seed = Fuzzing.seed();
        long one = Long.getLong("selfsame.fuzz.case", -1);
        Duration time = one >= 0 ? Duration.ZERO : Fuzzing.of(FORMATS);
        Path number = folder.resolve("case");
        ChildJvm.Result result = ChildJvm.of(DecoderFuzz.class)
                .with("-Xmx256m", "-XX:ErrorFile=" + folder.resolve("crash.log"), "-XX:-CreateCoredumpOnCrash")
                .within(time.plusSeconds(180))
                .run("" + seed, "" + Math.max(0, one), "" + time.toMillis(), number.toString());
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
