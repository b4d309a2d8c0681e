package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A picture of images and their views, to be looked at: a row an image, the image itself on the left, then its views as
 * the network sees them, before normalisation, each column under its heading. Small images are enlarged by whole factors.
 * Rows are drawn one by one, so that no more than an image has to be held.
 */
public final class ViewSheet {
    private static final int GAP = 6;
    private static final int TOP = GAP + Lettering.HEIGHT + GAP;
    private static final int LEAST_CELL = 128;
    private static final int WHITE = 0xFFFFFF;

    private final Views views;
    private final long seed;
    private final int cell;
    private final BufferedImage sheet;
    private int rows;

    /**
     * A sheet without rows.
     *
     * @param most how many rows it has room for, at least 1
     * @param views what to show of each image
     * @param seed of the random numbers: image i has index i in epoch 0, as in training
     */
    public ViewSheet(int most, Views views, long seed) {
        if (most < 1) {
            throw new IllegalArgumentException("a sheet needs at least one image, got none");
        }
        this.views = views;
        this.seed = seed;
        this.cell = IntStream.range(0, views.count()).map(views::size).reduce(LEAST_CELL, Math::max);
        int width = (cell + GAP) * (views.count() + 1) + GAP;
        int height = Math.addExact(Math.multiplyExact(cell + GAP, most), TOP);
        this.sheet = blank(width, height);
        Lettering.write("ORIGINAL", sheet, GAP, GAP, cell);
        for (int view = 0; view < views.count(); view++) {
            Lettering.write("VIEW " + (view + 1), sheet, GAP + (view + 1) * (cell + GAP), GAP, cell);
        }
    }

    /**
     * Draws the sheet of some images.
     *
     * @param images at least one
     * @param views what to show of each image
     * @param seed of the random numbers: image i has index i in epoch 0, as in training
     */
    public static BufferedImage of(List<? extends Picture> images, Views views, long seed) {
        ViewSheet sheet = new ViewSheet(images.size(), views, seed);
        images.forEach(sheet::add);
        return sheet.image();
    }

    /**
     * Draws the next row.
     *
     * @param image with any number of channels: 3 or more are drawn by their first three, fewer as grey; an image as it is,
     *     stretched from a hundredth to the last hundredth of each channel's samples in the data
     */
    public void add(Picture image) {
        int y = TOP + rows * (cell + GAP);
        draw(fit(visible(image, views), cell), sheet, GAP, y, cell);
        for (int view = 0; view < views.count(); view++) {
            Draws draws = Draws.of(seed, Stream.VIEWS, 0, rows, view);
            Picture seen = image instanceof Samples samples
                    ? views.transform(view).apply(samples, draws)
                    : views.transform(view).apply((Pixels) image, draws);
            draw(fit(visible(seen, views), cell), sheet, GAP + (view + 1) * (cell + GAP), y, cell);
        }
        rows++;
    }

    /** How many rows are drawn. */
    public int rows() {
        return rows;
    }

    /** The sheet as far as it is drawn. */
    public BufferedImage image() {
        return sheet.getSubimage(0, 0, sheet.getWidth(), TOP + rows * (cell + GAP));
    }

    /** A white sheet. */
    static BufferedImage blank(int width, int height) {
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[width];
        Arrays.fill(line, WHITE);
        sheet.setRGB(0, 0, width, height, line, 0, 0);
        return sheet;
    }

    /**
     * An image as people see it: RGB as it is; of images as they are the first three channels, or the first as grey,
     * stretched as on a sheet.
     *
     * @param views whose normalisation knows the data
     */
    public static Pixels visible(Picture image, Views views) {
        return image instanceof Samples samples ? Stretch.of(views).show(samples) : (Pixels) image;
    }

    /** Enlarged by a whole factor, or shrunk, to lie within a square. */
    static Pixels fit(Pixels image, int cell) {
        int longer = Math.max(image.width(), image.height());
        return longer <= cell ? enlarge(image, cell / longer) : shrink(image, cell);
    }

    /** Shrunk to lie within a square, where it is larger. */
    static Pixels shrink(Pixels image, int cell) {
        int longer = Math.max(image.width(), image.height());
        if (longer <= cell) {
            return image;
        }
        int width = Math.max(1, (int) ((long) image.width() * cell / longer));
        int height = Math.max(1, (int) ((long) image.height() * cell / longer));
        return Resampling.resize(image, width, height, Interpolation.BILINEAR);
    }

    private static Pixels enlarge(Pixels image, int factor) {
        int channels = image.channels();
        Pixels result = Pixels.blank(image.width() * factor, image.height() * factor, channels);
        for (int y = 0; y < result.height(); y++) {
            for (int x = 0; x < result.width(); x++) {
                int from = (y / factor * image.width() + x / factor) * channels;
                System.arraycopy(image.data(), from, result.data(), (y * result.width() + x) * channels, channels);
            }
        }
        return result;
    }

    /** Draws an image in the middle of a square. */
    static void draw(Pixels image, BufferedImage sheet, int left, int top, int cell) {
        int x0 = left + (cell - image.width()) / 2;
        int y0 = top + (cell - image.height()) / 2;
        int green = image.channels() < 3 ? 0 : 1;
        int blue = image.channels() < 3 ? 0 : 2;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int rgb = image.sample(x, y, 0) << 16 | image.sample(x, y, green) << 8 | image.sample(x, y, blue);
                sheet.setRGB(x0 + x, y0 + y, rgb);
            }
        }
    }
}
