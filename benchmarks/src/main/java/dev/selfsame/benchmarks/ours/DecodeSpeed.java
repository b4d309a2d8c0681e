package dev.selfsame.benchmarks.ours;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.image.ImageDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reading and decoding alone, whole images, by so many threads.
 *
 * <pre>java … DecodeSpeed IMAGES THREADS WARM_UP SECONDS</pre>
 */
public final class DecodeSpeed {
    private DecodeSpeed() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Told.usage(arguments, 4, "DecodeSpeed IMAGES THREADS WARM_UP SECONDS");
        ImageSource images = Sources.open(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            decode(images, pool, threads, Double.parseDouble(arguments[2]));
            double[] done = decode(images, pool, threads, Double.parseDouble(arguments[3]));
            new Told((long) done[0], done[1]).and("workers", threads).print();
        } finally {
            pool.shutdown();
        }
    }

    private static double[] decode(ImageSource images, ExecutorService pool, int threads, double seconds)
            throws Exception {
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        long since = System.nanoTime();
        long end = since + (long) (seconds * 1e9);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(pool.submit(() -> {
                while (System.nanoTime() < end) {
                    ImageDecoder.decode(images.read((int) (next.getAndIncrement() % images.size())));
                    done.incrementAndGet();
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        return new double[] {done.get(), (System.nanoTime() - since) / 1e9};
    }
}
