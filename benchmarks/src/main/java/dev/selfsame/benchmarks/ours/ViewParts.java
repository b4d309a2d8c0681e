package dev.selfsame.benchmarks.ours;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.ColorJitter;
import dev.selfsame.view.ContrastiveTransform;
import dev.selfsame.view.GaussianBlur;
import dev.selfsame.view.Normalize;
import dev.selfsame.view.RandomGrayscale;
import dev.selfsame.view.Solarize;
import dev.selfsame.view.Views;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of a pair of views goes, on one thread: the same views with ever more of their steps, and the
 * differences, since changes of colour are made together.
 *
 * <pre>java … ViewParts IMAGES byol|simclr SIZE WARM_UP SECONDS</pre>
 */
public final class ViewParts {
    private static final ColorJitter NO_JITTER = new ColorJitter(0, 0, 0, 0, 0);
    private static final RandomGrayscale NO_GRAYSCALE = new RandomGrayscale(0);
    private static final GaussianBlur NO_BLUR = GaussianBlur.of(0);

    private final ImageSource images;
    private final Views views;
    private final FloatBuffer out;
    private int epoch;

    private ViewParts(ImageSource images, Views views) {
        this.images = images;
        this.views = views;
        int side = views.size(0);
        this.out = ByteBuffer.allocateDirect(side * side * 3 * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        Told.usage(arguments, 5, "ViewParts IMAGES byol|simclr SIZE WARM_UP SECONDS");
        ViewParts parts = new ViewParts(
                Sources.open(arguments[0]), ViewSpeed.views(arguments[1], Integer.parseInt(arguments[2])));
        parts.passes(Double.parseDouble(arguments[3]));
        long since = System.nanoTime();
        List<double[]> passes = parts.passes(Double.parseDouble(arguments[4]));
        double seconds = (System.nanoTime() - since) / 1e9;
        new Told((long) passes.size() * parts.images.size(), seconds)
                .and("milliseconds", parts.split(passes))
                .print();
    }

    /** Milliseconds an image of each part, medians over the passes. */
    private Map<String, Double> split(List<double[]> passes) {
        double[] median = new double[passes.get(0).length];
        for (int i = 0; i < median.length; i++) {
            int part = i;
            double[] sorted =
                    passes.stream().mapToDouble(pass -> pass[part]).sorted().toArray();
            median[i] = sorted[sorted.length / 2] * 1e3 / images.size();
        }
        Map<String, Double> split = new LinkedHashMap<>();
        split.put("read", median[0]);
        split.put("decode", median[1]);
        split.put("crop and flip", median[2]);
        split.put("jitter and grayscale", median[4] - median[3]);
        split.put("blur and solarize", median[5] - median[4]);
        split.put("transfer", median[3] - median[2]);
        return split;
    }

    private List<double[]> passes(double seconds) throws Exception {
        List<double[]> passes = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            passes.add(pass());
        } while (System.nanoTime() < end);
        return passes;
    }

    /** Seconds for all images of: reading, decoding, crops; crops, jittered crops and whole views, each transferred. */
    private double[] pass() throws Exception {
        long[] at = new long[7];
        double[] spent = new double[6];
        epoch++;
        for (int i = 0; i < images.size(); i++) {
            at[0] = System.nanoTime();
            byte[] bytes = images.read(i);
            at[1] = System.nanoTime();
            Pixels image = ImageDecoder.decode(bytes);
            at[2] = System.nanoTime();
            for (int stage = 0; stage < 4; stage++) {
                for (int view = 0; view < 2; view++) {
                    render(image, i, view, stage);
                }
                at[3 + stage] = System.nanoTime();
            }
            for (int part = 0; part < spent.length; part++) {
                spent[part] += (at[part + 1] - at[part]) / 1e9;
            }
        }
        return Arrays.copyOf(spent, spent.length);
    }

    private void render(Pixels image, int i, int view, int stage) {
        ContrastiveTransform whole = (ContrastiveTransform) views.transform(view);
        ContrastiveTransform some = new ContrastiveTransform(
                whole.crop(),
                whole.flips(),
                stage < 2 ? NO_JITTER : whole.jitter(),
                stage < 2 ? NO_GRAYSCALE : whole.grayscale(),
                stage < 3 ? NO_BLUR : whole.blur(),
                stage < 3 ? Solarize.of(0) : whole.solarize());
        Draws draws = Draws.of(1, Stream.VIEWS, epoch, i, view);
        try (Planes seen = some.planes(image, draws)) {
            if (stage > 0) {
                Normalize.IMAGENET.write(seen, out, 0);
            }
        }
    }
}
