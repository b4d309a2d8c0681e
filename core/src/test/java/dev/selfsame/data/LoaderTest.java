package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.Normalize;
import dev.selfsame.view.Transform;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoaderTest {
    private static final LoaderConfig CONFIG =
            new LoaderConfig(7, 42, 1, 3, 0, new SkipPolicy(0.5, false), Sampler.UNIFORM, DecodeOptions.DEFAULT);

    /** All that is in a batch. */
    private record Copy(int epoch, int step, List<Long> indices, List<Long> labels, List<ByteBuffer> views) {
        static Copy of(LoadedBatch batch) {
            List<ByteBuffer> views = new ArrayList<>();
            for (int view = 0; view < batch.views(); view++) {
                byte[] bytes = new byte[batch.view(view).remaining()];
                batch.view(view).get(bytes);
                views.add(ByteBuffer.wrap(bytes));
            }
            return new Copy(
                    batch.epoch(),
                    batch.step(),
                    Arrays.stream(batch.indices()).boxed().toList(),
                    Arrays.stream(batch.labels()).boxed().toList(),
                    views);
        }
    }

    private static List<Copy> batches(Loader loader, int count) throws InterruptedException {
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LoadedBatch batch = loader.next();
            copies.add(Copy.of(batch));
            batch.release();
        }
        return copies;
    }

    private static List<Copy> batches(ImageSource source, LoaderConfig config, int epoch, int step, int count)
            throws InterruptedException {
        try (Loader loader = Loader.open(source, NoisyViews.PAIR, config, new Skipped(), epoch, step)) {
            return batches(loader, count);
        }
    }

    @Test
    void batchesAreEqualForAnyNumberOfWorkersAndAnyMemory() throws InterruptedException {
        MemorySource source = new MemorySource(40, i -> i % 9 == 2);
        List<Copy> expected = batches(source, CONFIG, 0, 0, 17);

        assertEquals(17, Set.copyOf(expected).size());
        assertEquals(expected, batches(source, CONFIG.withWorkers(4), 0, 0, 17));
        assertEquals(expected, batches(source, CONFIG.withWorkers(9).withPrefetch(2), 0, 0, 17));
        assertEquals(expected, batches(source, CONFIG.withWorkers(3).withPrefetch(8), 0, 0, 17));
        assertEquals(expected, batches(source, CONFIG.withWorkers(4).withCacheBytes(1 << 20), 0, 0, 17));
        assertEquals(expected, batches(source, CONFIG.withWorkers(4).withCacheBytes(3000), 0, 0, 17));
        assertNotEquals(
                expected,
                batches(
                        source,
                        new LoaderConfig(7, 43, 1, 3, 0, CONFIG.skips(), Sampler.UNIFORM, DecodeOptions.DEFAULT),
                        0,
                        0,
                        17));
    }

    @Test
    void startingInTheMiddleEqualsRunningToTheMiddle() throws InterruptedException {
        MemorySource source = new MemorySource(40, i -> i % 9 == 2);
        List<Copy> whole = batches(source, CONFIG, 0, 0, 20); // 5 steps an epoch

        for (int start = 0; start < 15; start++) {
            assertEquals(
                    whole.subList(start, start + 5), batches(source, CONFIG.withWorkers(2), start / 5, start % 5, 5));
        }
    }

    @Test
    void anEpochShowsEachImageOnceInAnOrderOfItsOwn() throws InterruptedException {
        List<Copy> batches = batches(new MemorySource(23), CONFIG, 0, 0, 6); // 3 steps an epoch
        List<List<Long>> orders = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            List<Long> order = new ArrayList<>();
            for (Copy batch : batches.subList(3 * epoch, 3 * epoch + 3)) {
                assertEquals(epoch, batch.epoch);
                assertEquals(order.size() / 7, batch.step);
                order.addAll(batch.indices);
            }
            assertEquals(21, new HashSet<>(order).size());
            int[] expected = Draws.of(42, Stream.SHUFFLE, epoch, 0).permutation(23);
            assertEquals(Arrays.stream(expected, 0, 21).mapToObj(i -> (long) i).toList(), order);
            orders.add(order);
        }
        assertNotEquals(orders.get(0), orders.get(1));
    }

    @Test
    void viewsAreDrawnByEpochImageAndView() throws Exception {
        MemorySource source = new MemorySource(20);
        try (Loader loader = Loader.open(source, NoisyViews.PAIR, CONFIG.withWorkers(2), new Skipped(), 3, 1)) {
            LoadedBatch batch = loader.next();
            for (int view = 0; view < 2; view++) {
                int values = NoisyViews.PAIR.size(view) * NoisyViews.PAIR.size(view) * 3;
                FloatBuffer found = batch.view(view).asFloatBuffer();
                FloatBuffer expected = FloatBuffer.allocate(7 * values);
                for (int i = 0; i < 7; i++) {
                    int image = (int) batch.indices()[i];
                    Draws draws = Draws.of(42, Stream.VIEWS, 3, image, view);
                    NoisyViews.PAIR.render(ImageDecoder.decode(source.read(image)), view, draws, expected, i * values);
                    assertEquals(image % 2, batch.labels()[i]);
                }
                assertEquals(expected, found);
            }
        }
    }

    @Test
    void unreadableImagesAreReplacedCountedOnceAndListed() throws InterruptedException {
        MemorySource source = new MemorySource(40, i -> i == 4 || i == 17);
        for (int workers : new int[] {1, 4}) {
            Skipped skipped = new Skipped();
            try (Loader loader = Loader.open(source, NoisyViews.PAIR, CONFIG.withWorkers(workers), skipped, 0, 0)) {
                for (Copy batch : batches(loader, 25)) {
                    assertFalse(batch.indices.contains(4L) || batch.indices.contains(17L));
                    assertEquals(7, batch.indices.size());
                }
            }
            assertEquals(
                    List.of(
                            new Skipped.Entry("e/0004.ppm", "no such file"),
                            new Skipped.Entry(
                                    "o/0017.ppm", skipped.entries().get(1).reason())),
                    skipped.entries());
            assertFalse(skipped.entries().get(1).reason().contains("\n"));
        }
    }

    @Test
    void aReplacementIsSeenInAViewOfItsOwn() throws InterruptedException {
        MemorySource source = new MemorySource(8, i -> i == 3);
        for (Copy batch : batches(
                source,
                new LoaderConfig(8, 1, 2, 2, 0, CONFIG.skips(), Sampler.UNIFORM, DecodeOptions.DEFAULT),
                0,
                0,
                20)) {
            Set<Object> views = new HashSet<>();
            int size = batch.views.get(0).remaining() / 8;
            IntStream.range(0, 8).forEach(i -> views.add(batch.views.get(0).slice(i * size, size)));
            assertEquals(7, Set.copyOf(batch.indices).size());
            assertEquals(8, views.size());
        }
    }

    @Test
    void onlyWhatWasHandedOverIsReported() throws InterruptedException {
        MemorySource source = new MemorySource(40, i -> i == 4);
        int[] order = Draws.of(42, Stream.SHUFFLE, 0, 0).permutation(40);
        int step = Arrays.stream(order).boxed().toList().indexOf(4) / 7;
        try (Loader loader = Loader.open(source, NoisyViews.PAIR, CONFIG.withPrefetch(8))) {
            batches(loader, step);
            Thread.sleep(50);
            assertEquals(0, loader.skipped().count());
            batches(loader, 1);
            assertEquals(1, loader.skipped().count());
        }
    }

    @Test
    void strictStopsAtTheFirstUnreadableImageInOrder() throws InterruptedException {
        int[] order = Draws.of(42, Stream.SHUFFLE, 0, 0).permutation(40);
        MemorySource source = new MemorySource(40, i -> i == order[16] || i == order[18] || i == order[22]);
        for (int workers : new int[] {1, 2, 6}) {
            LoaderConfig config = CONFIG.withWorkers(workers).withSkips(SkipPolicy.STRICT);
            try (Loader loader = Loader.open(source, NoisyViews.PAIR, config)) {
                batches(loader, 2);
                String message =
                        assertThrows(SkipLimitException.class, loader::next).getMessage();
                assertTrue(message.startsWith("cannot read the image " + source.name(order[16]) + ": "), message);
                assertEquals(1, loader.skipped().count());
                assertThrows(IllegalStateException.class, loader::next);
            }
        }
    }

    @Test
    void tooLargeAShareOfUnreadableImagesStopsTheRun() throws InterruptedException {
        int[] order = Draws.of(42, Stream.SHUFFLE, 0, 0).permutation(400);
        Set<Integer> broken = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            broken.add(order[i]);
        }
        for (int workers : new int[] {1, 3}) {
            LoaderConfig config =
                    new LoaderConfig(10, 42, workers, 4, 0, SkipPolicy.LENIENT, Sampler.UNIFORM, DecodeOptions.DEFAULT);
            try (Loader loader = Loader.open(new MemorySource(400, broken::contains), NoisyViews.PAIR, config)) {
                String message =
                        assertThrows(SkipLimitException.class, loader::next).getMessage();
                assertTrue(
                        message.matches(
                                "1\\d of the 2\\d images read so far are unreadable, and at most 10.0 % may be \\(max-broken-share\\); "
                                        + "the first is .*"),
                        message);
            }
            LoaderConfig bearing = config.withSkips(new SkipPolicy(0.5, false));
            assertEquals(
                    40,
                    batches(new MemorySource(400, broken::contains), bearing, 0, 0, 40)
                            .size());
        }
    }

    @Test
    void unreadableImagesThatHappenToComeFirstStopNoRun() throws InterruptedException {
        int[] order = Draws.of(42, Stream.SHUFFLE, 0, 0).permutation(400);
        Set<Integer> broken = Set.of(order[0], order[1], order[2], order[14]);
        LoaderConfig config =
                new LoaderConfig(10, 42, 2, 4, 0, SkipPolicy.LENIENT, Sampler.UNIFORM, DecodeOptions.DEFAULT);
        assertEquals(
                40,
                batches(new MemorySource(400, broken::contains), config, 0, 0, 40)
                        .size());
    }

    @Test
    void saysSoWhereNoImageIsReadable() {
        for (int size : new int[] {7, 12, 300}) {
            for (int workers : new int[] {1, 5}) {
                MemorySource source = new MemorySource(size, i -> true);
                try (Loader loader = Loader.open(source, NoisyViews.PAIR, CONFIG.withWorkers(workers))) {
                    String message =
                            assertThrows(SkipLimitException.class, loader::next).getMessage();
                    assertTrue(
                            message.matches("none of the \\d+ images read so far is readable; the first is "
                                    + "[eo]/\\d+.ppm: .+"),
                            message);
                }
                assertTrue(source.reads.get() <= 101 * 7 * 3, source.reads + " reads");
            }
        }
    }

    @Test
    void refusesABatchLargerThanTheSource() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Loader.open(new MemorySource(6), NoisyViews.PAIR, CONFIG))
                .getMessage();
        assertEquals("a batch of 7 images is larger than the source, which has 6: 6 made-up images", message);
    }

    @Test
    void refusesAViewOfMoreThanTwoGigabytes() {
        LoaderConfig large =
                new LoaderConfig(50_000_000, 1, 1, 2, 0, SkipPolicy.LENIENT, Sampler.UNIFORM, DecodeOptions.DEFAULT);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Loader.open(new MemorySource(50_000_000), NoisyViews.PAIR, large))
                .getMessage();
        assertTrue(message.startsWith("50000000 images of 5 x 5 with 3 channels take 15000000000 bytes"), message);
    }

    @Test
    void aWorkersErrorReachesTheReaderAsItIs() {
        IllegalStateException failure = new IllegalStateException("no such view");
        Views views = new Views() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public int size(int view) {
                return 4;
            }

            @Override
            public Transform transform(int view) {
                throw failure;
            }

            @Override
            public Normalize normalize() {
                return Normalize.IMAGENET;
            }
        };
        try (Loader loader = Loader.open(new MemorySource(40), views, CONFIG.withWorkers(3))) {
            assertSame(failure, assertThrows(IllegalStateException.class, loader::next));
        }
    }

    @Test
    void closingEndsTheWorkersWhileTheyWait() throws InterruptedException {
        Loader loader = Loader.open(new MemorySource(40), NoisyViews.PAIR, CONFIG.withWorkers(4));
        loader.next(); // never given back: sooner or later all workers wait for memory
        while (workers().stream().anyMatch(worker -> worker.getState() != Thread.State.WAITING)) {
            Thread.sleep(1);
        }
        assertEquals(4, workers().size());
        assertTrue(workers().stream().allMatch(Thread::isDaemon));
        long start = System.nanoTime();
        loader.close();
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        assertEquals(List.of(), workers());
        loader.close();
        assertThrows(IllegalStateException.class, loader::next);
    }

    @Test
    void closingFreesAReaderThatWaits() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        ImageSource stuck = new MemorySource(40) {
            @Override
            public byte[] read(int i) throws IOException {
                await(hold);
                return super.read(i);
            }
        };
        Loader loader = Loader.open(stuck, NoisyViews.PAIR, CONFIG);
        List<Throwable> met = new ArrayList<>();
        Thread reader = new Thread(() -> met.add(assertThrows(IllegalStateException.class, loader::next)));
        reader.start();
        Thread closer = new Thread(loader::close);
        closer.start();
        reader.join();
        assertEquals("the loader is closed", met.get(0).getMessage());
        hold.countDown();
        closer.join();
        assertEquals(List.of(), workers());
    }

    @Test
    void theReaderMayBeInterrupted() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        ImageSource stuck = new MemorySource(40) {
            @Override
            public byte[] read(int i) throws IOException {
                await(hold);
                return super.read(i);
            }
        };
        try (Loader loader = Loader.open(stuck, NoisyViews.PAIR, CONFIG)) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, loader::next);
            hold.countDown();
            assertEquals(0, loader.next().step());
        }
    }

    @Test
    void aSlowSourceRaisesTheWait() throws InterruptedException {
        MemorySource quick = new MemorySource(40);
        try (Loader loader = Loader.open(quick, NoisyViews.PAIR, CONFIG)) {
            batches(loader, 3);
            awaitReads(quick, 6 * 7); // three batches ahead
            long before = loader.waitedNanos();
            batches(loader, 2);
            assertTrue(loader.waitedNanos() - before < 500_000_000L, loader.waitedNanos() + " ns");
        }
        ImageSource slow = new MemorySource(40) {
            @Override
            public byte[] read(int i) throws IOException {
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return super.read(i);
            }
        };
        try (Loader loader = Loader.open(slow, NoisyViews.PAIR, CONFIG)) {
            batches(loader, 3);
            assertTrue(loader.waitedNanos() >= 3 * 7 * 50_000_000L, loader.waitedNanos() + " ns");
        }
    }

    @Test
    void nativeMemoryDoesNotGrow() throws InterruptedException {
        try (Loader loader = Loader.open(new MemorySource(40), NoisyViews.PAIR, CONFIG.withWorkers(3))) {
            batches(loader, 5);
            long before = directMemory();
            for (int i = 0; i < 1000; i++) {
                LoadedBatch batch = loader.next();
                assertEquals(0, batch.view(0).alignmentOffset(0, 64));
                assertEquals(0, batch.view(1).alignmentOffset(0, 64));
                assertTrue(batch.view(0).isDirect());
                batch.release();
            }
            assertTrue(
                    directMemory() <= before, directMemory() + " bytes, before " + before); // less after a collection
        }
    }

    @Test
    void workersRunAheadOnlyAsFarAsThereIsMemory() throws InterruptedException {
        MemorySource source = new MemorySource(40);
        try (Loader loader =
                Loader.open(source, NoisyViews.PAIR, CONFIG.withWorkers(4).withPrefetch(3))) {
            LoadedBatch batch = loader.next();
            awaitReads(source, 3 * 7);
            Thread.sleep(50);
            assertEquals(3 * 7, source.reads.get());
            batch.release();
            awaitReads(source, 4 * 7);
            Thread.sleep(50);
            assertEquals(4 * 7, source.reads.get());
        }
    }

    @Test
    void smallImagesAreDecodedOnce() throws InterruptedException {
        int bytes = MemorySource.SIDE * MemorySource.SIDE * 3 + DecodedImages.OVERHEAD;
        MemorySource source = new MemorySource(14);
        batches(source, CONFIG.withWorkers(2).withCacheBytes(14L * bytes), 0, 0, 10);
        assertEquals(14, source.reads.get());

        MemorySource larger = new MemorySource(14);
        batches(larger, CONFIG.withCacheBytes(14L * bytes - 1), 0, 0, 10);
        // One image is read in each of the 5 epochs, and of the 2 that workers run ahead into.
        assertTrue(larger.reads.get() >= 13 + 4 && larger.reads.get() <= 13 + 7, larger.reads + " reads");
    }

    @Test
    void aBatchGivenBackIsClosed() throws InterruptedException {
        try (Loader loader = Loader.open(new MemorySource(40), NoisyViews.PAIR, CONFIG)) {
            LoadedBatch batch = loader.next();
            assertNotSame(batch.indices(), batch.indices());
            batch.release();
            batch.release();
            assertThrows(IllegalStateException.class, () -> batch.view(0));
            assertEquals(1, loader.next().step());
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nobody opened the latch");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Waits until the workers have read so much; the test's time limit ends a wait in vain. */
    private static void awaitReads(MemorySource source, int reads) throws InterruptedException {
        while (source.reads.get() < reads) {
            Thread.sleep(1);
        }
    }

    private static List<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("selfsame-loader-"))
                .toList();
    }

    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
