package dev.selfsame.benchmarks.ours;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.Sources;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.util.List;

/**
 * Decoding and drawing views, through {@link Loader} with nothing kept of what was decoded.
 *
 * <pre>java … ViewSpeed IMAGES byol|simclr SIZE BATCH WORKERS CHECKED WARM_UP SECONDS</pre>
 *
 * First the statistics of the views of so many images, then so many seconds that don't count, then those that do, from
 * one batch's arrival to another's.
 */
public final class ViewSpeed {
    private ViewSpeed() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Told.usage(arguments, 8, "ViewSpeed IMAGES byol|simclr SIZE BATCH WORKERS CHECKED WARM_UP SECONDS");
        ImageSource images = Sources.open(arguments[0]);
        int size = Integer.parseInt(arguments[2]);
        Views views = views(arguments[1], size);
        int batch = Integer.parseInt(arguments[3]);
        int workers = Integer.parseInt(arguments[4]);
        long checked = Long.parseLong(arguments[5]);
        LoaderConfig config = LoaderConfig.of(batch, 1).withWorkers(workers).withCacheBytes(0);
        try (Loader loader = Loader.open(images, views, config)) {
            ViewStatistics statistics = new ViewStatistics(views.count());
            while (statistics.images() < checked) {
                LoadedBatch loaded = loader.next();
                statistics.add(loaded);
                loaded.release();
            }
            take(loader, Double.parseDouble(arguments[6]));
            double[] taken = take(loader, Double.parseDouble(arguments[7]));
            new Told((long) taken[0], taken[1])
                    .and("workers", workers)
                    .and("batch", batch)
                    .and("shape", List.of(3, size, size))
                    .and("checked", statistics.images())
                    .and("statistics", statistics.rows())
                    .print();
        }
    }

    /** Of 32 pixels as recipe cifar10 has them: no blur, and half of the jitter in SimCLR. */
    static Views views(String method, int size) {
        boolean small = size <= 64;
        if (method.equals("byol")) {
            return small ? ByolViews.of(size).withBlur(0, 0) : ByolViews.of(size);
        }
        SimClrViews views = SimClrViews.of(size);
        return small ? views.withStrength(0.5).withBlur(0) : views;
    }

    /** Takes batches for so many seconds; gives images and seconds. */
    private static double[] take(Loader loader, double seconds) throws InterruptedException {
        loader.next().release();
        long since = System.nanoTime();
        long taken = 0;
        double passed;
        do {
            LoadedBatch loaded = loader.next();
            taken += loaded.size();
            passed = (System.nanoTime() - since) / 1e9;
            loaded.release();
        } while (passed < seconds);
        return new double[] {taken, passed};
    }
}
