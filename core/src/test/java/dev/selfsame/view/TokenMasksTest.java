package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenMasksTest {
    private static Draws draws(long seed) {
        return Draws.of(seed, Stream.MASKS, 0, 0);
    }

    @Test
    void everyTokenIsKeptOrHiddenOnce() {
        Draws draws = draws(1);
        for (TokenMasks.Split split : List.of(
                TokenMasks.random(197, 0.75, 1, draws::uniform), TokenMasks.grid(14, 0.75, 7, 1, draws::uniform))) {
            List<Integer> all = new ArrayList<>(split.kept());
            all.addAll(split.hidden());
            all.sort(null);
            assertEquals(IntStream.range(0, 197).boxed().toList(), all);
            assertEquals(0, split.kept().get(0));
        }
    }

    @Test
    void blocksAreReproducibleAndNeverTooLarge() {
        for (int seed = 0; seed < 200; seed++) {
            boolean[] mask = TokenMasks.blocks(7, 9, seed % 64, draws(seed));
            assertArrayEquals(mask, TokenMasks.blocks(7, 9, seed % 64, draws(seed)));
            int hidden = 0;
            for (boolean one : mask) {
                hidden += one ? 1 : 0;
            }
            assertTrue(hidden <= seed % 64, hidden + " of " + seed % 64);
        }
    }

    @Test
    void rectanglesAreAsLargeAndAsFlatAsAskedFor() {
        TokenMasks.Rectangles square = new TokenMasks.Rectangles(16, 1, 10);
        for (int seed = 0; seed < 50; seed++) {
            boolean[] mask = TokenMasks.blocks(14, 14, 16, square, draws(seed));
            int hidden = 0;
            int top = 14;
            int bottom = -1;
            for (int i = 0; i < mask.length; i++) {
                if (mask[i]) {
                    hidden++;
                    top = Math.min(top, i / 14);
                    bottom = Math.max(bottom, i / 14);
                }
            }
            assertEquals(16, hidden);
            assertEquals(4, bottom - top + 1);
        }
    }

    @Test
    void saysWhatIsWrong() {
        Draws draws = draws(1);
        assertThrows(IllegalArgumentException.class, () -> TokenMasks.random(3, 0.5, 4, draws::uniform));
        assertThrows(IllegalArgumentException.class, () -> TokenMasks.random(3, 1.5, 0, draws::uniform));
        assertThrows(IllegalArgumentException.class, () -> TokenMasks.grid(14, 0.5, 4, 0, draws::uniform));
        assertThrows(IllegalArgumentException.class, () -> TokenMasks.blocks(3, 3, 10, draws));
        assertThrows(IllegalArgumentException.class, () -> TokenMasks.blocks(2, 3, 3, 0.5, 0.6, 0.5, draws));
        assertThrows(IllegalArgumentException.class, () -> new TokenMasks.Rectangles(0, 0.3, 10));
        assertThrows(IllegalArgumentException.class, () -> new TokenMasks.Rectangles(4, 0, 10));
        assertThrows(IllegalArgumentException.class, () -> new TokenMasks.Rectangles(4, 1.5, 10));
        assertThrows(IllegalArgumentException.class, () -> new TokenMasks.Rectangles(4, 0.3, 0));
    }
}
