package dev.selfsame.data;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import java.util.Arrays;

/** Which images of a source to look at, where some of them tell of all. */
public final class SamplePlaces {
    private static final int FROM_A_BLOCK = 8;

    private SamplePlaces() {}

    /**
     * Drawn images, the same ones every time. Where a source has {@linkplain ImageSource#blocks blocks}, these come in a
     * random order with eight images each, or more where they are few: 64 images of 1,000 compressed shards are those of
     * eight.
     *
     * @param wanted how many are looked at, if all can be read
     * @param most how many are given, all different, or all that there are
     */
    public static int[] of(ImageSource source, int wanted, int most) {
        int[] places = new int[Math.min(most, source.size())];
        int[] starts = source.blocks();
        if (starts.length == 1) {
            Permutation order = Permutation.of(source.size(), Draws.of(0, Stream.SAMPLE, 0, 0));
            Arrays.setAll(places, order::at);
            return places;
        }
        int[] blocks = Draws.of(0, Stream.SAMPLE, 0, 0).permutation(starts.length);
        int each = Math.max(FROM_A_BLOCK, (wanted - 1) / starts.length + 1);
        int found = 0;
        for (int from = 0; found < places.length; from += each) {
            for (int b = 0; b < blocks.length && found < places.length; b++) {
                int begin = starts[blocks[b]];
                int size = (blocks[b] + 1 < starts.length ? starts[blocks[b] + 1] : source.size()) - begin;
                Permutation order = Permutation.keyed(size, Draws.of(0, Stream.SAMPLE, 1, blocks[b]));
                for (int k = from; k < Math.min(size, from + each) && found < places.length; k++) {
                    places[found++] = begin + order.at(k);
                }
            }
        }
        return places;
    }
}
