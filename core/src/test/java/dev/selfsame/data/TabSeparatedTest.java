package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TabSeparatedTest {
    @Test
    void whatIsWrittenIsReadBackFromOneColumnOfOneLine() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String letters = "\\tnr\t\n\rä ";
        for (int round = 0; round < 1000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                value.append(letters.charAt(random.nextInt(letters.length())));
            }
            String written = TabSeparated.escape(value.toString());
            assertFalse(written.matches("(?s).*[\t\n\r].*"), "seed " + seed);
            assertEquals(value.toString(), TabSeparated.unescape(written), "seed " + seed);
        }
    }
}
