package dev.selfsame.dashboard;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.data.ImageSource;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Threads;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunDirectory;
import dev.selfsame.view.ViewSheet;
import dev.selfsame.view.Views;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws some of a run's images and what the network sees of them, now and then, on a thread of its own. */
final class ViewSheets implements AutoCloseable {
    private static final int IMAGES = 4;
    private static final int TRIES = 3 * IMAGES;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final long KEY = Draws.hash("dashboard");

    private final RunDirectory run;
    private final ImageSource images;
    private final Configuration configuration;
    private final BooleanSupplier wanted;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Workers.daemons("selfsame-dashboard-views"));
    private int drawn;
    private long last;

    /**
     * Draws from now on.
     *
     * @param directory of the run
     * @param wanted whether somebody would see another sheet
     */
    ViewSheets(Path directory, ImageSource images, Configuration configuration, BooleanSupplier wanted) {
        run = RunDirectory.at(directory);
        this.images = images;
        this.configuration = configuration;
        this.wanted = wanted;
        thread.execute(Threads::keepToItself);
        Future<?> unused = thread.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        boolean due = drawn == 0 || (System.nanoTime() - last > PAUSE.toNanos() && wanted.getAsBoolean());
        // Before that, the directory may be another run's.
        if (due && run.isHeldHere() && Files.exists(run.metrics())) {
            last = System.nanoTime();
            draw();
            drawn++;
        }
    }

    /** A sheet that can't be drawn is no reason to disturb the run: the page shows none, or the one before. */
    @SuppressWarnings("EmptyCatch")
    private void draw() {
        try {
            ViewSheet sheet = sheet();
            if (sheet.rows() > 0) {
                write(sheet.image());
            }
        } catch (IOException | RuntimeException e) {
            // the run goes on
        }
    }

    @SuppressWarnings("EmptyCatch")
    private ViewSheet sheet() throws IOException {
        Views views = configuration.recipe().views();
        ViewSheet sheet = new ViewSheet(IMAGES, views, configuration.run().seed() + drawn);
        Permutation order =
                Permutation.of(images.size(), Draws.of(configuration.run().seed(), Stream.SAMPLE, drawn, KEY));
        for (int place = 0; place < Math.min(TRIES, order.size()) && sheet.rows() < IMAGES; place++) {
            try {
                sheet.add(images.decode(
                        order.at(place), views, configuration.run().decode()));
            } catch (UnreadableImageException e) {
                // training says which
            }
        }
        return sheet;
    }

    private void write(BufferedImage sheet) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (ImageOutputStream encoded = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(sheet, "png", encoded);
        }
        try (AtomicFile file = AtomicFile.create(run.views())) {
            file.stream().write(png.toByteArray());
            file.commit();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
