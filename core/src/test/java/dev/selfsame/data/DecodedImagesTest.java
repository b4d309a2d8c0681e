package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import java.io.IOException;
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
    @Test
    void twoThreadsThatAskForAnImageAtOnceReadItOnce() throws Exception {
        MeetingSource source = new MeetingSource();
        DecodedImages images = new DecodedImages(source, 1 << 20, DecodeOptions.DEFAULT);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Callable<Pixels> ask = () -> images.get(0);
            Future<Pixels> one = pool.submit(ask);
            Future<Pixels> other = pool.submit(ask);
            assertSame(one.get(), other.get());
            assertEquals(1, source.reads.get());
        } finally {
            pool.shutdownNow();
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
