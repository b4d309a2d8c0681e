package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChosenImagesTest {
    @TempDir
    private Path folder;

    private static final ImageSource ALL = DemoImages.train();

    private static int[] counts(ImageSource images) {
        int[] counts = new int[images.classes().size()];
        for (int i = 0; i < images.size(); i++) {
            counts[images.classIndex(i)]++;
        }
        return counts;
    }

    private static Set<String> names(ImageSource images) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < images.size(); i++) {
            names.add(images.name(i));
        }
        return names;
    }

    @Test
    void eachClassGivesItsShare() throws SourceException {
        int[] all = counts(ALL);
        for (double share : new double[] {0.1, 0.5, 1e-9}) {
            int[] some = counts(ChosenImages.stratified(ALL, share, 1));
            for (int c = 0; c < all.length; c++) {
                assertEquals(Math.max(1, Math.round(share * all[c])), some[c]);
            }
        }
        assertSame(ALL, ChosenImages.stratified(ALL, 1, 1));
    }

    @Test
    void theSeedChoosesAndLessIsPartOfMore() throws SourceException {
        ImageSource few = ChosenImages.stratified(ALL, 0.1, 1);
        assertEquals(names(few), names(ChosenImages.stratified(ALL, 0.1, 1)));
        assertEquals(few.fingerprint(), ChosenImages.stratified(ALL, 0.1, 1).fingerprint());
        assertNotEquals(names(few), names(ChosenImages.stratified(ALL, 0.1, 2)));
        assertNotEquals(few.fingerprint(), ChosenImages.stratified(ALL, 0.1, 2).fingerprint());
        assertTrue(names(ChosenImages.stratified(ALL, 0.3, 1)).containsAll(names(few)));
    }

    @Test
    void imagesAreThoseOfTheSource() throws IOException {
        ImageSource two = ChosenImages.of(ALL, new int[] {3, 8});
        assertEquals(2, two.size());
        assertEquals(ALL.name(8), two.name(1));
        assertEquals(ALL.classIndex(8), two.classIndex(1));
        assertArrayEquals(ALL.read(8), two.read(1));
    }

    @Test
    void aShareOfACutArchiveIsOfTheImagesWithALabel() throws IOException {
        TarImages tar = TarImages.open(Files.write(folder.resolve("cut.tar"), Archives.cutShard(13)));
        assertEquals(-1, tar.classIndex(12));
        assertArrayEquals(new int[] {3, 3}, counts(ChosenImages.stratified(tar, 0.5, 1)));

        Path whole = folder.resolve("whole.zip");
        Archives.zip(whole, "a/0.ppm", "b/1.ppm", "a/2.ppm", "b/3.ppm", "a/4.ppm", "b/5.ppm");
        byte[] bytes = Files.readAllBytes(whole);
        ZipImages zip = ZipImages.open(Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2)));
        assertEquals(-1, zip.classIndex(zip.size() - 1));
        assertArrayEquals(new int[] {1, 1}, counts(ChosenImages.stratified(zip, 0.1, 1)));
    }

    @Test
    void blocksAndWindowAreThoseOfTheSource() throws IOException {
        ImageSource blocked = new MemorySource(10) {
            @Override
            public int[] blocks() {
                return new int[] {0, 3, 6, 9};
            }

            @Override
            public long[] blockBytes() {
                return new long[] {10, 20, 30, 40};
            }

            @Override
            public int window() {
                return 5;
            }
        };
        ImageSource some = ChosenImages.of(blocked, new int[] {1, 2, 6, 7, 9});
        assertArrayEquals(new int[] {0, 2, 4}, some.blocks());
        assertArrayEquals(new long[] {10, 30, 40}, some.blockBytes());
        assertEquals(5, some.window());
        assertArrayEquals(
                new int[] {0}, ChosenImages.of(blocked, new int[] {4, 5}).blocks());
        assertArrayEquals(
                new long[] {20}, ChosenImages.of(blocked, new int[] {4, 5}).blockBytes());
        assertArrayEquals(new int[] {0}, ChosenImages.of(blocked, i -> false).blocks());
        assertArrayEquals(new long[] {0}, ChosenImages.of(blocked, i -> false).blockBytes());
    }

    @Test
    void whatCannotBeChosenIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ChosenImages.of(ALL, new int[0]));
        assertThrows(IllegalArgumentException.class, () -> ChosenImages.of(ALL, new int[] {3, 3}));
        assertThrows(IllegalArgumentException.class, () -> ChosenImages.of(ALL, new int[] {ALL.size()}));
        assertThrows(IllegalArgumentException.class, () -> ChosenImages.stratified(ALL, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> ChosenImages.stratified(ALL, 1.5, 1));
    }
}
