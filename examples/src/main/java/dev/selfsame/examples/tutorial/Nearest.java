package dev.selfsame.examples.tutorial;

import dev.selfsame.data.DemoImages;
import dev.selfsame.image.Pixels;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.view.ContactSheet;
import dev.selfsame.view.ContactSheet.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

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

    /** Draws test images, each beside its nearest training images: on the left by pixels, on the right by the encoder. */
    public static void sheet(Encoder encoder, DemoImages train, DemoImages test, Path file) throws Exception {
        Embeddings pixels = pixels(train);
        Embeddings embedded = encoder.embed(train);
        List<List<Entry>> groups = new ArrayList<>();
        for (int i = 0; i < Math.min(QUERIES, test.size()); i++) {
            Pixels query = test.decode(i);
            DemoImages one = new DemoImages(1, DemoImages.Split.TEST, i + 1);
            groups.add(row(query, "PIXELS", nearest(pixels, pixels(one).row(i)), train));
            groups.add(row(query, "ENCODER", nearest(embedded, encoder.embed(query)), train));
        }
        ImageIO.write(ContactSheet.of(groups), "png", file.toFile());
    }

    private static List<Entry> row(Pixels query, String by, List<Integer> nearest, DemoImages images) throws Exception {
        List<Entry> entries = new ArrayList<>(List.of(new Entry(query, "BY " + by)));
        for (int i : nearest) {
            String shape = images.classes().get(images.classIndex(i));
            entries.add(new Entry(images.decode(i), shape.toUpperCase(Locale.ROOT)));
        }
        return entries;
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
