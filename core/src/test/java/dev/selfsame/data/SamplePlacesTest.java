package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplePlacesTest {
    private static ImageSource blocks(int size, int block) {
        return new MemorySource(size) {
            @Override
            public int[] blocks() {
                return IntStream.iterate(0, start -> start < size, start -> start + block)
                        .toArray();
            }
        };
    }

    @Test
    void fewBlocksAreOpened() {
        int[] places = SamplePlaces.of(blocks(10_000, 100), 64, 1024);
        assertEquals(1024, places.length);
        assertEquals(1024, Arrays.stream(places).distinct().count());
        assertEquals(
                8, Arrays.stream(places, 0, 64).map(i -> i / 100).distinct().count());
        assertEquals(
                100, Arrays.stream(places, 0, 800).map(i -> i / 100).distinct().count());
    }

    @Test
    void fewBlocksGiveMoreEach() {
        int[] places = SamplePlaces.of(blocks(1_000, 400), 64, 1024);
        assertArrayEquals(
                IntStream.range(0, 1_000).toArray(),
                Arrays.stream(places).sorted().toArray());
        long last = Arrays.stream(places, 0, 64).filter(i -> i >= 800).count();
        assertTrue(last >= 20 && last <= 22, last + " of the last block");
    }

    @Test
    void smallBlocksAreGoneThrough() {
        int[] places = SamplePlaces.of(blocks(41, 2), 64, 1024);
        assertArrayEquals(
                IntStream.range(0, 41).toArray(), Arrays.stream(places).sorted().toArray());
    }

    @Test
    void oneBlockIsDrawnFromAsAWhole() {
        Permutation order = Permutation.of(500, Draws.of(0, Stream.SAMPLE, 0, 0));
        assertArrayEquals(
                IntStream.range(0, 70).map(order::at).toArray(), SamplePlaces.of(new MemorySource(500), 64, 70));
    }
}
