package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UnpackedShardsTest {
    private static byte[][] shard(int number) {
        return new byte[][] {{(byte) number}, {(byte) number, 1}};
    }

    private static void add(int number, UnpackedShard to) throws IOException {
        for (byte[] image : shard(number)) {
            to.add(image);
        }
    }

    /** In memory, in temporary files, and by turns. */
    @ParameterizedTest
    @ValueSource(longs = {0, 3, 6})
    void keepsTheShardsAskedForLast(long memory) throws IOException {
        List<Integer> opened = new ArrayList<>();
        UnpackedShards shards = new UnpackedShards(memory, 6, new long[] {3, 3, 3, 3}, (shard, to) -> {
            opened.add(shard);
            add(shard, to);
        });
        for (int shard : new int[] {0, 0, 1, 0, 2, 0, 1, 2, 2, 3}) {
            assertArrayEquals(shard(shard)[1], shards.read(shard, 1));
            assertArrayEquals(shard(shard)[0], shards.read(shard, 0));
        }
        assertEquals(List.of(0, 1, 2, 1, 2, 3), opened);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3})
    void whoeverReadsMayWriteIntoTheBytes(long memory) throws IOException {
        UnpackedShards shards = new UnpackedShards(memory, 3, new long[] {3}, UnpackedShardsTest::add);
        shards.read(0, 1)[0] = 99;
        shards.read(0, 1)[0] = 99;
        assertArrayEquals(shard(0)[1], shards.read(0, 1));
    }

    @Test
    void aThreadThatIsInterruptedTakesNoShardFromTheOthers() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        UnpackedShards shards = new UnpackedShards(0, 3, new long[] {3}, (shard, to) -> {
            opened.incrementAndGet();
            add(shard, to);
        });
        assertArrayEquals(shard(0)[0], shards.read(0, 0));
        Thread.currentThread().interrupt();
        String reason = Reason.of(assertThrows(IOException.class, () -> shards.read(0, 0)));
        assertTrue(Thread.interrupted());
        assertEquals("interrupted while a shard was read", reason);
        assertArrayEquals(shard(0)[1], shards.read(0, 1));
        assertEquals(2, opened.get()); // the interruption has closed the file
    }

    @Test
    void largeImagesComeBackFromATemporaryFile() throws IOException {
        byte[] large = new byte[200_000];
        new Random(1).nextBytes(large);
        UnpackedShards shards = new UnpackedShards(0, 1, new long[] {1}, (shard, to) -> {
            for (int i = 0; i < 40; i++) {
                to.add(i % 2 == 0 ? large.clone() : new byte[i / 3]);
            }
        });
        for (int i = 39; i >= 0; i--) {
            assertArrayEquals(i % 2 == 0 ? large : new byte[i / 3], shards.read(0, i));
        }
    }

    @Test
    void anImageThatJavasHeapHasNoRoomForIsPassedOver() throws IOException {
        int size = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4 + 1);
        InputStream zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public long skip(long bytes) {
                return bytes;
            }
        };
        UnpackedShard.InMemory images = new UnpackedShard.InMemory();
        UnpackedShards.read(zeros, new long[] {3, 3L + size}, new int[] {size, 2}, images);
        assertEquals(0, images.read(0).length);
        assertEquals(2, images.read(1).length);
    }

    @Test
    void neverHoldsMoreThanThereIsRoomForAndReadsAShardOnceAtATime() throws Exception {
        AtomicInteger reading = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        UnpackedShards shards = new UnpackedShards(3, 7, new long[] {3, 3, 3, 3, 3, 3}, (shard, to) -> {
            most.accumulateAndGet(reading.incrementAndGet(), Math::max);
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            reading.decrementAndGet();
            add(shard, to);
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int from = t;
            all.add(threads.submit(() -> {
                for (int k = 0; k < 300; k++) {
                    int shard = (from * 5 + k * 7) % 6;
                    assertArrayEquals(shard(shard)[1], shards.read(shard, 1));
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
        assertTrue(most.get() <= 2, most + " shards were read at once");
    }

    @Test
    void aShardThatCannotBeReadIsTriedAgainAndTakesNoRoom() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        UnpackedShards shards = new UnpackedShards(3, 3, new long[] {3, 3}, (shard, to) -> {
            if (shard == 0 && tries.incrementAndGet() <= 5) {
                throw new EOFException("gone");
            }
            add(shard, to);
        });
        for (int i = 0; i < 5; i++) {
            assertThrows(EOFException.class, () -> shards.read(0, 0));
            assertArrayEquals(shard(1)[0], shards.read(1, 0));
        }
        assertArrayEquals(shard(0)[0], shards.read(0, 0));
    }

    @Test
    void aCompressedArchiveThatNeedsMoreThanTheMemoryLiesInATemporaryFile(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.tar.gz"), Archives.gzip(Archives.tar(0, 20)));
        long needed = 20L * Archives.image(0).length;
        for (long memory : new long[] {0, needed - 1, needed}) {
            TarImages source = TarImages.open("a", List.of(file), List.of(""), false, memory);
            assertEquals(memory == needed ? 0 : needed, source.temporaryBytes());
            ImageSource some = ChosenImages.of(source, new int[] {3, 4}); // as a list of the archive's images
            assertEquals(source.temporaryBytes(), some.temporaryBytes());
            assertEquals(source.temporaryBytes(), new SourceAround(some) {}.temporaryBytes());
            for (int i = 19; i >= 0; i--) {
                assertArrayEquals(Archives.image(i), source.read(i));
            }
        }
        Path plain = Files.write(folder.resolve("a.tar"), Archives.tar(0, 20));
        assertEquals(
                0, TarImages.open("a", List.of(plain), List.of(""), false, 0).temporaryBytes());
    }

    @Test
    void whereTheTemporaryFolderIsTooSmallOneLineSaysSo() throws SourceException {
        TemporaryCopy.requireSpace("a.tgz", 0, 0);
        assertEquals(
                "300.0 MiB of the images in a.tgz, which is compressed, would lie decompressed in "
                        + TemporaryCopy.folder()
                        + ", where 1.5 MiB are free: decompress it, make smaller shards, or name another folder by"
                        + " SELFSAME_OPTS=-Djava.io.tmpdir=FOLDER",
                assertThrows(SourceException.class, () -> TemporaryCopy.requireSpace("a.tgz", 300L << 20, 3L << 19))
                        .getMessage());
    }
}
