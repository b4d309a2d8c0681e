package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnpackedShardsTest {
    private static byte[][] shard(int number) {
        return new byte[][] {{(byte) number}, {(byte) number, 1}};
    }

    @Test
    void keepsTheShardsAskedForLast() throws IOException {
        List<Integer> opened = new ArrayList<>();
        UnpackedShards shards = new UnpackedShards(6, new long[] {3, 3, 3, 3}, shard -> {
            opened.add(shard);
            return shard(shard);
        });
        for (int shard : new int[] {0, 0, 1, 0, 2, 0, 1, 2, 2, 3}) {
            assertArrayEquals(shard(shard)[1], shards.read(shard, 1));
            assertArrayEquals(shard(shard)[0], shards.read(shard, 0));
        }
        assertEquals(List.of(0, 1, 2, 1, 2, 3), opened);
    }

    @Test
    void whoeverReadsMayWriteIntoTheBytes() throws IOException {
        UnpackedShards shards = new UnpackedShards(3, new long[] {3}, UnpackedShardsTest::shard);
        shards.read(0, 1)[0] = 99;
        shards.read(0, 1)[0] = 99;
        assertArrayEquals(shard(0)[1], shards.read(0, 1));
    }

    @Test
    void neverHoldsMoreThanThereIsRoomForAndReadsAShardOnceAtATime() throws Exception {
        AtomicInteger reading = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        UnpackedShards shards = new UnpackedShards(7, new long[] {3, 3, 3, 3, 3, 3}, shard -> {
            most.accumulateAndGet(reading.incrementAndGet(), Math::max);
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            reading.decrementAndGet();
            return shard(shard);
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
        UnpackedShards shards = new UnpackedShards(3, new long[] {3, 3}, shard -> {
            if (shard == 0 && tries.incrementAndGet() <= 5) {
                throw new EOFException("gone");
            }
            return shard(shard);
        });
        for (int i = 0; i < 5; i++) {
            assertThrows(EOFException.class, () -> shards.read(0, 0));
            assertArrayEquals(shard(1)[0], shards.read(1, 0));
        }
        assertArrayEquals(shard(0)[0], shards.read(0, 0));
    }

    @Test
    void aCompressedArchiveThatNeedsMoreIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("a.tar.gz"), Archives.gzip(Archives.tar(0, 20)));
        long needed = 20L * Archives.image(0).length;
        TarImages source = TarImages.open("a", List.of(file), List.of(""), false, needed);
        assertArrayEquals(Archives.image(7), source.read(7));
        assertEquals(
                "the images in " + file + " take 0.0 MiB, and a compressed archive is held in a quarter of Java's"
                        + " memory, 0.0 MiB: decompress it, or make smaller shards",
                assertThrows(
                                SourceException.class,
                                () -> TarImages.open("a", List.of(file), List.of(""), false, needed - 1))
                        .getMessage());
        Path plain = Files.write(folder.resolve("a.tar"), Archives.tar(0, 20));
        assertEquals(
                20, TarImages.open("a", List.of(plain), List.of(""), false, 1).size());
    }
}
