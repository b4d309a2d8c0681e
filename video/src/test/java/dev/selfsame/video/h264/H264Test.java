package dev.selfsame.video.h264;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H264Test {
    @TempDir
    Path folder;

    /** Where the square begins: the first column in the middle that is bright. */
    private static int edge(Pixels frame) {
        return IntStream.range(0, frame.width())
                .filter(x -> frame.sample(x, 24, 0) > 128)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void framesAreWhatWasEncoded() throws Exception {
        Path film = Encoded.film(folder.resolve("film.mp4"), 55);
        ImageSource images = Sources.open(film.toString());
        assertEquals(55, images.size());
        assertArrayEquals(new int[] {0, 25, 50}, images.blocks());
        for (int i : new int[] {54, 3, 30, 0, 24, 25, 26}) {
            assertEquals(i, edge(images.decode(i)), 1);
            assertEquals(Encoded.WIDTH, images.decode(i).width());
            assertEquals(Encoded.HEIGHT, images.decode(i).height());
        }
    }

    @Test
    void aStrideAndAnyOrderGiveTheSameFrames() throws Exception {
        Path film = Encoded.film(folder.resolve("film.mp4"), 55);
        ImageSource all = Sources.open(film.toString());
        ImageSource some = Sources.open(film + "#stride=7");
        assertEquals(8, some.size());
        assertEquals("film.mp4/000049", some.name(7));
        for (int i = some.size() - 1; i >= 0; i--) {
            assertArrayEquals(all.decode(7 * i).data(), some.decode(i).data());
            assertArrayEquals(
                    all.decode(7 * i).data(), ImageDecoder.decode(some.read(i)).data());
        }
    }

    @Test
    void severalThreadsReadTheSame() throws Exception {
        Path film = Encoded.film(folder.resolve("film.mp4"), 30);
        ImageSource one = Sources.open(film.toString());
        List<byte[]> expected =
                IntStream.range(0, 30).mapToObj(i -> data(one, i)).toList();
        ImageSource shared = Sources.open(film.toString());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<byte[]>> all = IntStream.range(0, 60)
                    .mapToObj(k -> pool.submit(() -> data(shared, k * 7 % 30)))
                    .toList();
            for (int k = 0; k < all.size(); k++) {
                assertArrayEquals(expected.get(k * 7 % 30), all.get(k).get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static byte[] data(ImageSource images, int i) {
        try {
            return images.decode(i).data();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFilmThatIsCutOffSaysSo() throws Exception {
        byte[] whole = Files.readAllBytes(Encoded.film(folder.resolve("film.mp4"), 5));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length - 100));
        IOException e = assertThrows(IOException.class, () -> Sources.open(cut.toString()));
        assertTrue(e.getMessage().contains("cut off"), e.getMessage());
    }
}
