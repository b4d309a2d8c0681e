package dev.selfsame.benchmarks;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long an encoder takes with batch norms folded, in 16 bits, and both, and how far its embeddings then lie from those
 * of neither: the largest difference as a share of the largest value, and the smallest cosine.
 *
 * <pre>benchmarks/java dev.selfsame.benchmarks.EmbedDeviation RUN|ENCODER.safetensors IMAGES</pre>
 */
public final class EmbedDeviation {
    private EmbedDeviation() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: EmbedDeviation RUN|ENCODER.safetensors IMAGES");
            System.exit(2);
        }
        Path path = Path.of(arguments[0]);
        ImageSource images = Sources.open(arguments[1]);
        Embeddings plain = embed("fp32", path, EncoderConfig.DEFAULT.withFoldedBatchNorm(false), images, null);
        for (boolean bf16 : new boolean[] {false, true}) {
            EncoderConfig config = EncoderConfig.DEFAULT.withBf16(bf16);
            if (bf16) {
                embed("bf16", path, config.withFoldedBatchNorm(false), images, plain);
            }
            embed(bf16 ? "bf16, folded" : "fp32, folded", path, config, images, plain);
        }
    }

    private static Embeddings embed(
            String name, Path path, EncoderConfig config, ImageSource images, @Nullable Embeddings plain)
            throws IOException {
        try (Encoder encoder = Encoder.load(path, config)) {
            encoder.embed(images); // to warm up
            long since = System.nanoTime();
            Embeddings rows = encoder.embed(images);
            System.out.printf("%s: %.0f images a second", name, rows.size() * 1e9 / (System.nanoTime() - since));
            System.out.println(plain == null ? "" : deviation(plain, rows));
            return rows;
        }
    }

    private static String deviation(Embeddings wanted, Embeddings got) {
        double largest = 0;
        double difference = 0;
        double cosine = 1;
        for (int i = 0; i < wanted.size(); i++) {
            double product = 0;
            double one = 0;
            double other = 0;
            for (int k = 0; k < wanted.dimension(); k++) {
                double a = wanted.row(i)[k];
                double b = got.row(i)[k];
                largest = Math.max(largest, Math.abs(a));
                difference = Math.max(difference, Math.abs(a - b));
                product += a * b;
                one += a * a;
                other += b * b;
            }
            cosine = Math.min(cosine, product / Math.sqrt(one * other));
        }
        return String.format(
                Locale.ROOT,
                ", largest difference %.2e of the largest value, smallest cosine %.8f",
                difference / largest,
                cosine);
    }
}
