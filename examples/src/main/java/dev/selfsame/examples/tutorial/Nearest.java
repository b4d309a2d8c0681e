package dev.selfsame.examples.tutorial;

import dev.selfsame.data.DemoImages;
import dev.selfsame.image.Pixels;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.plot.PictureGrid;
import dev.selfsame.plot.PictureGrid.Cell;
import dev.selfsame.plot.PictureGrid.Group;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Chapter 4: the images that are nearest to an image, by pixels and by an encoder. */
public final class Nearest {
    private static final int QUERIES = 8;
    private static final int NEIGHBOURS = 5;

    private Nearest() {}

    /** The pixels themselves as an embedding, grey being 0. */
    public static Embeddings pixels(DemoImages images) throws Exception {
        Embeddings.Builder rows = new Embeddings.Builder(3 * DemoImages.SIDE * DemoImages.SIDE);
        for (int i = 0; i < images.size(); i++) {
            byte[] samples = images.decode(i).data();
            float[] row = new float[samples.length];
            for (int j = 0; j < row.length; j++) {
                row[j] = Byte.toUnsignedInt(samples[j]) / 255f - 0.5f;
            }
            rows.add(images.name(i), images.label(i), row);
        }
        return rows.build();
    }

    /** Draws test images beside their nearest training images; those that show the same shape have a frame. */
    public static void sheet(Encoder encoder, DemoImages train, DemoImages test, Path file) throws Exception {
        Embeddings pixels = pixels(train);
        Embeddings embedded = encoder.embed(train);
        Embeddings asked = pixels(test);
        List<List<Cell>> queries = new ArrayList<>();
        List<List<Cell>> byPixels = new ArrayList<>();
        List<List<Cell>> byEncoder = new ArrayList<>();
        for (int i = 0; i < Math.min(QUERIES, test.size()); i++) {
            queries.add(List.of(new Cell(picture(test.decode(i)), false)));
            byPixels.add(row(train, nearest(pixels, asked.row(i)), test.classIndex(i)));
            byEncoder.add(row(train, nearest(embedded, encoder.embed(test.decode(i))), test.classIndex(i)));
        }
        List<Group> groups = List.of(
                new Group("image", queries),
                new Group("nearest by pixels", byPixels),
                new Group("nearest by the encoder", byEncoder));
        new PictureGrid("", groups, 64).write(file);
    }

    private static List<Cell> row(DemoImages images, List<Integer> nearest, int shape) throws Exception {
        List<Cell> row = new ArrayList<>();
        for (int i : nearest) {
            row.add(new Cell(picture(images.decode(i)), images.classIndex(i) == shape));
        }
        return row;
    }

    private static BufferedImage picture(Pixels image) {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int rgb = image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
                picture.setRGB(x, y, rgb);
            }
        }
        return picture;
    }

    /** The rows of largest cosine with another, the nearest first. */
    static List<Integer> nearest(Embeddings rows, float[] query) {
        double[] cosines = IntStream.range(0, rows.size())
                .mapToDouble(i -> cosine(rows.row(i), query))
                .toArray();
        return IntStream.range(0, cosines.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -cosines[i]))
                .limit(NEIGHBOURS)
                .toList();
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }
}
