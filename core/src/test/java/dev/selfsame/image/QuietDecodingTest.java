package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.testing.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a file, the exception says; OpenCV and libpng are silent where that can be had. */
class QuietDecodingTest {
    @Test
    void nativeLibrariesWriteNothing() {
        ChildJvm.Result result = ChildJvm.of(QuietDecoding.class).run();
        assertEquals(
                List.of(
                        "the WebP file is damaged",
                        "Pixels[13 x 11, 3 channels]",
                        "the PNG file is damaged: its header says what can't be"),
                result.out().lines().toList());
        assertEquals("", result.err());
    }
}
