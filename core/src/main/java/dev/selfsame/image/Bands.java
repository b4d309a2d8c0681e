package dev.selfsame.image;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image in bands of a few whole rows, for each channel an array of floats. Changes are put off and then made together,
 * one band after the other, so that it stays in the processor's first cache meanwhile.
 *
 * <p>For one thread. {@link #close} gives the memory to the next image of this thread.
 */
final class Bands implements AutoCloseable {
    /** Arrays for what a change makes on its way. */
    static final int SCRATCH = 3;

    final int width;
    final int height;
    final int channels;

    private final int rows; // of a band
    private final List<Band> bands = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    /** The image, until it is taken apart. */
    private @Nullable Pixels unread;

    private float @Nullable [][] scratch;
    private boolean closed;

    /** Some whole rows of the image. */
    static final class Band {
        /** The first pixel's place in the image. */
        final int first;

        final int pixels;
        final float[][] planes;

        private Band(int first, int pixels, int channels) {
            this.first = first;
            this.pixels = pixels;
            this.planes = FloatArrays.take(channels, pixels);
        }
    }

    /** A change of one band. */
    @FunctionalInterface
    interface Change {
        /**
         * Makes the change.
         *
         * @param scratch {@link #SCRATCH} arrays as long as the band, which hold nothing of worth
         */
        void make(Band band, float[][] scratch);
    }

    private Bands(int width, int height, int channels) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.rows = Math.max(1, FloatArrays.LENGTH / width);
    }

    /** An image, which is read when it is first needed and must stay as it is until then. */
    static Bands of(Pixels image) {
        Bands bands = new Bands(image.width(), image.height(), image.channels());
        bands.unread = image;
        return bands;
    }

    /** An image whose rows are written one after the other. */
    static Bands blank(int width, int height, int channels) {
        Bands bands = new Bands(width, height, channels);
        bands.take();
        return bands;
    }

    /**
     * An image of such a size.
     *
     * @param samples all of the first channel, then all of the next; perhaps more, which is left alone
     */
    static Bands read(int width, int height, int channels, FloatBuffer samples) {
        Bands bands = blank(width, height, channels);
        for (Band band : bands.bands) {
            for (int c = 0; c < channels; c++) {
                samples.get(c * width * height + band.first, band.planes[c], 0, band.pixels);
            }
        }
        return bands;
    }

    private void take() {
        for (int y = 0; y < height; y += rows) {
            bands.add(new Band(y * width, Math.min(rows, height - y) * width, channels));
        }
    }

    /**
     * Writes a row: all of its first channel, then all of the next.
     *
     * @param values are held to 0–255
     */
    void writeRow(int y, int[] values) {
        Band band = bands.get(y / rows);
        int at = y % rows * width;
        for (int c = 0; c < channels; c++) {
            Levels.toFloats(values, c * width, band.planes[c], at, width);
        }
    }

    /** Pixels of the largest band. */
    int longest() {
        return Math.min(rows, height) * width;
    }

    /** The image that this was made of, if nothing is to be changed in it; else null. */
    @Nullable
    Pixels unchanged() {
        requireOpen();
        return changes.isEmpty() ? unread : null;
    }

    /** Makes a change, now or later, after all before it. */
    void add(Change change) {
        requireOpen();
        changes.add(change);
    }

    /** Makes all changes there are, and then this one. */
    void makeAll(Change last) {
        add(last);
        makeAll();
    }

    /** Makes all changes there are. */
    void makeAll() {
        requireOpen();
        Pixels image = unread;
        if (image != null) {
            take();
            unread = null;
        }
        if (scratch == null) {
            scratch = FloatArrays.take(SCRATCH, longest());
        }
        for (Band band : bands) {
            if (image != null) {
                read(image.data(), band);
            }
            for (Change change : changes) {
                change.make(band, scratch);
            }
        }
        changes.clear();
    }

    private void read(byte[] samples, Band band) {
        for (int c = 0; c < channels; c++) {
            Levels.toFloats(samples, band.first * channels + c, channels, band.planes[c], 0, band.pixels);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the image was closed");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Band band : bands) {
            FloatArrays.give(band.planes);
        }
        bands.clear();
        if (scratch != null) {
            FloatArrays.give(scratch);
            scratch = null;
        }
    }
}
