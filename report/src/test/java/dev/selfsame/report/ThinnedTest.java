package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThinnedTest {
    @Test
    void keepsAllWhileThereIsRoom() {
        Thinned<Integer> list = new Thinned<>(4);
        for (int i = 0; i < 4; i++) {
            list.add(i);
        }
        assertEquals(List.of(0, 1, 2, 3), list.kept());
        assertTrue(list.isWhole());
    }

    @Test
    void keepsEverySecondThenEveryFourth() {
        Thinned<Integer> list = new Thinned<>(4);
        for (int i = 0; i < 5; i++) {
            list.add(i);
        }
        assertEquals(List.of(0, 2, 4), list.kept());
        for (int i = 5; i < 17; i++) {
            list.add(i);
        }
        assertEquals(List.of(0, 8, 16), list.kept());
    }

    @Test
    void isEvenAndGrowsAtItsEndWithinAGeneration() {
        Thinned<Integer> list = new Thinned<>(100);
        List<Integer> before = list.kept();
        int generation = list.generation();
        for (int i = 0; i < 12_345; i++) {
            list.add(i);
            List<Integer> now = list.kept();
            assertTrue(now.size() <= 100);
            if (generation == list.generation()) {
                assertEquals(before, now.subList(0, before.size()));
            }
            generation = list.generation();
            before = now;
        }
        int stride = before.get(1);
        for (int i = 0; i < before.size(); i++) {
            assertEquals(i * stride, before.get(i));
        }
        assertTrue(12_345 - before.get(before.size() - 1) <= stride);
    }

    @Test
    void beginsAnew() {
        Thinned<Integer> list = new Thinned<>(2);
        List.of(1, 2, 3, 4, 5).forEach(list::add);
        int generation = list.generation();
        list.clear();
        assertNotEquals(generation, list.generation());
        list.add(7);
        list.add(8);
        assertEquals(List.of(7, 8), list.kept());
    }
}
