package dev.selfsame.curate;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Reason;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.Watcher;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Samples;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Verification by small grey copies of the images, of 1.3 kB each. Any two positions of a picture are compared, turned by
 * quarters and mirrored. The best image of a cluster is the one of most pixels.
 */
public final class Thumbnails implements Verification {
    /** JPEG files are decoded no larger than needed for the shorter side to have so many pixels. */
    private static final int ENOUGH = 128;

    private static final int PART = 64;

    private final List<String> names;
    private final ImageLocations locations;
    private final DecodeOptions options;
    private final Skipped skipped;
    private final AtomicReferenceArray<@Nullable Thumbnail> thumbnails;
    private final long[] pixels;

    private Thumbnails(List<String> names, ImageLocations locations, DecodeOptions options, Skipped skipped) {
        this.names = names;
        this.locations = locations;
        this.options = options;
        this.skipped = skipped;
        this.thumbnails = new AtomicReferenceArray<>(names.size());
        this.pixels = new long[names.size()];
    }

    /** Of embedded images and the source that they came from. */
    public static Thumbnails of(EmbeddedImages images, ImageSource source) {
        return of(images, ImageLocations.of(images.names(), source), DecodeOptions.DEFAULT, new Skipped());
    }

    /**
     * Of embedded images; none is read yet.
     *
     * @param options how they are decoded
     * @param skipped takes those that are missing or can't be read, when they are asked for
     */
    public static Thumbnails of(
            EmbeddedImages images, ImageLocations locations, DecodeOptions options, Skipped skipped) {
        return new Thumbnails(images.names(), locations, options, skipped);
    }

    @Override
    public void open(int[] rows, Watcher watcher) {
        for (int start = 0; start < rows.length; start += PART) {
            int first = start;
            Blocks.parallel(Math.min(PART, rows.length - start), i -> open(rows[first + i]));
            watcher.done(Math.min(rows.length, start + PART), rows.length);
        }
    }

    private void open(int row) {
        int place = locations.place(row);
        if (place < 0) {
            skipped.add(
                    names.get(row),
                    "there is no image of this name in " + locations.source().describe());
            return;
        }
        try {
            thumbnails.set(row, Thumbnail.of(decode(row, place)));
        } catch (IOException | UnreadableImageException e) {
            skipped.add(names.get(row), Reason.of(e));
        }
    }

    private Pixels decode(int row, int place) throws IOException, UnreadableImageException {
        EvaluationView view = locations.view();
        Pixels held = view == null
                ? locations.source().pixels(place, options)
                : grey(locations.source().decode(place, view, options), view.normalize());
        if (held == null) {
            held = ImageDecoder.decode(locations.source().read(place), options, (width, height) -> {
                pixels[row] = (long) width * height;
                int factor = Math.min(width, height) / ENOUGH;
                return factor >= 8 ? 8 : factor >= 4 ? 4 : factor >= 2 ? 2 : 1;
            });
        }
        if (pixels[row] == 0) {
            pixels[row] = (long) held.width() * held.height();
        }
        return held;
    }

    /** An image as it is: the mean of its channels, each from two standard deviations below its mean to two above. */
    private static Pixels grey(Picture image, Normalize normalize) {
        if (!(image instanceof Samples samples)) {
            throw new IllegalArgumentException("images as they are are decoded to samples, got " + image);
        }
        double[] mean = normalize.mean();
        double[] std = normalize.std();
        Pixels grey = Pixels.blank(image.width(), image.height(), 3);
        for (int i = 0; i < samples.size(); i++) {
            double sum = 0;
            for (int c = 0; c < image.channels(); c++) {
                double score = (samples.data()[c * samples.size() + i] - mean[c]) / std[c];
                sum += Math.max(-2, Math.min(2, score));
            }
            byte level = (byte) Math.round(255 * (sum / image.channels() + 2) / 4);
            Arrays.fill(grey.data(), 3 * i, 3 * i + 3, level);
        }
        return grey;
    }

    /** Whether none of the rows that were asked for could be read. */
    public boolean readNone() {
        return IntStream.range(0, thumbnails.length()).noneMatch(this::isOpen);
    }

    @Override
    public boolean isOpen(int row) {
        return thumbnails.get(row) != null;
    }

    @Override
    public double similarity(int row, int other) {
        return opened(row).similarity(opened(other));
    }

    @Override
    public long quality(int row) {
        opened(row);
        return pixels[row];
    }

    private Thumbnail opened(int row) {
        return Objects.requireNonNull(thumbnails.get(row), "open it first");
    }
}
