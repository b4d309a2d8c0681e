package dev.selfsame.cli;

import dev.selfsame.curate.EmbeddedImages;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;

/** A line on standard error where embeddings hardly differ: whatever is near another among them, is so by chance. */
final class CollapseWarning {
    private static final int FEWEST = 64; // of which one may ask how they differ
    private static final int MOST = 2_000;
    private static final int MOST_NUMBERS = 1 << 24;

    private CollapseWarning() {}

    /** Looks at rows of a file, spread evenly: in folders images of one class stand side by side. */
    static void say(CommandLine command, Path file) throws IOException {
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            int rows = most(reader.size(), reader.dimension());
            float[] values = new float[rows * reader.dimension()];
            for (int i = 0; i < rows && reader.next(); ) {
                if (reader.row() == place(i, rows, reader.size())) {
                    System.arraycopy(reader.embedding(), 0, values, i * reader.dimension(), reader.dimension());
                    i++;
                }
            }
            if (rows > 0) {
                try (Tensor some = Tensor.of(values, rows, reader.dimension())) {
                    say(command, some);
                }
            }
        }
    }

    /** Looks at some of them. */
    static void say(CommandLine command, EmbeddedImages images) {
        try (Tensor rows = images.sample(Math.max(1, most(images.size(), images.dimension())))) {
            say(command, rows);
        }
    }

    private static int place(int i, int rows, int size) {
        return (int) ((long) i * size / rows);
    }

    private static int most(int rows, int dimension) {
        return Math.min(rows, Math.min(MOST, MOST_NUMBERS / Math.max(1, dimension)));
    }

    /** Of rows [N, D]. */
    private static void say(CommandLine command, Tensor rows) {
        if (rows.size(0) < FEWEST) {
            return;
        }
        double spread = Collapse.embeddingStd(rows);
        double rank = Collapse.effectiveRank(rows);
        int bound = Collapse.rankBound(rows);
        if (Collapse.isLow(spread, rank, bound)) {
            Errors.say(
                    command,
                    String.format(
                            Locale.ROOT,
                            "these embeddings hardly differ (spread %.3f, where 1 is ideal; effective rank %.1f of %d):"
                                    + " their encoder has collapsed, or all images are alike, and neighbours say nothing",
                            spread,
                            rank,
                            bound));
        }
    }
}
