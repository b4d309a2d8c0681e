package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodedImagesTest {
    private static final EvaluationView VIEW = EvaluationView.of(6);

    @Test
    void twoThreadsThatAskForAnImageAtOnceReadItOnce() throws Exception {
        MeetingSource source = new MeetingSource();
        DecodedImages images = new DecodedImages(source, VIEW, 1 << 20, DecodeOptions.DEFAULT);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Callable<Picture> ask = () -> images.get(0);
            Future<Picture> one = pool.submit(ask);
            Future<Picture> other = pool.submit(ask);
            assertSame(one.get(), other.get());
            assertEquals(1, source.reads.get());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void pixelsThatTheSourceHoldsAreNotDecoded() throws Exception {
        Pixels held = Pixels.blank(2, 2, 3);
        MemorySource source = new MemorySource(1) {
            @Override
            public Pixels pixels(int i, DecodeOptions options) {
                return held;
            }
        };
        assertSame(held, new DecodedImages(source, VIEW, 0, DecodeOptions.DEFAULT).get(0));
        assertSame(held, new DecodedImages(new SourceAround(source) {}, VIEW, 0, DecodeOptions.DEFAULT).get(0));
        assertEquals(0, source.reads.get());
    }

    @Test
    void asManyAreKeptAsFit() throws Exception {
        int image = LargerImages.BYTES + DecodedImages.OVERHEAD;
        assertEquals(100, readsOfThreePasses(100L * image));
        assertEquals(100 + 2, readsOfThreePasses(100L * image - 1));
        assertEquals(100 + 2 * 40, readsOfThreePasses(60L * image));
        assertEquals(100 + 2 * 87, readsOfThreePasses(13L * image));
    }

    @Test
    void lessThanAnEighthIsNotKept() throws Exception {
        int image = LargerImages.BYTES + DecodedImages.OVERHEAD;
        assertEquals(300, readsOfThreePasses(12L * image));
        assertEquals(300, readsOfThreePasses(image));
        assertEquals(300, readsOfThreePasses(0));
    }

    private static int readsOfThreePasses(long cacheBytes) throws Exception {
        LargerImages source = new LargerImages(100);
        DecodedImages images = new DecodedImages(source, VIEW, cacheBytes, DecodeOptions.DEFAULT);
        for (int i = 0; i < 300; i++) {
            assertEquals(i % 100, ((Pixels) images.get(i % 100)).data()[0]);
        }
        return source.reads.get();
    }

    /** Images of one colour, which is their number. */
    private static final class LargerImages extends MemorySource {
        static final int BYTES = 40 * 40 * 3;

        LargerImages(int size) {
            super(size);
        }

        @Override
        public byte[] read(int i) {
            reads.incrementAndGet();
            byte[] head = "P6\n40 40\n255\n".getBytes(StandardCharsets.US_ASCII);
            byte[] file = Arrays.copyOf(head, head.length + BYTES);
            Arrays.fill(file, head.length, file.length, (byte) i);
            return file;
        }
    }

    /** A reader gives a second one half a second to come. */
    private static final class MeetingSource extends MemorySource {
        private final CountDownLatch readers = new CountDownLatch(2);

        MeetingSource() {
            super(1);
        }

        @Override
        public byte[] read(int i) throws IOException {
            readers.countDown();
            try {
                readers.await(500, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return super.read(i);
        }
    }
}
