package dev.selfsame.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is said of self-supervised learning, and how it is tried.
 *
 * @param name on the command line
 * @param statement what is claimed, one sentence
 * @param source who says it, and who says otherwise
 * @param variants what is trained, by the size of the experiment; the first is what the others are compared with
 * @param rule what makes a judgement of the numbers
 * @param extra what else is measured of the trained encoders; mostly nothing
 * @param drawings the figures
 */
public record Claim(
        String name,
        String statement,
        String source,
        Function<LabSize, List<Variant>> variants,
        Rule rule,
        Extra extra,
        List<Drawing> drawings) {
    /** Measures something of all runs together. */
    @FunctionalInterface
    public interface Extra {
        /** Nothing. */
        Extra NONE = (claim, size, data, seeds, directory) -> Map.of();

        /**
         * Measures.
         *
         * @param claim the claim
         * @param size of the experiment
         * @param data by which images
         * @param seeds of the runs
         * @param directory where the runs are
         * @return values by name, for {@link Numbers#extra}
         * @throws IOException if an encoder can't be read
         */
        Map<String, List<Double>> measure(Claim claim, LabSize size, LabData data, List<Long> seeds, Path directory)
                throws IOException;
    }

    /** A claim that needs nothing beyond kNN and the metrics. */
    Claim(
            String name,
            String statement,
            String source,
            Function<LabSize, List<Variant>> variants,
            Rule rule,
            List<Drawing> drawings) {
        this(name, statement, source, variants, rule, Extra.NONE, drawings);
    }

    /** Keeps its own copy. */
    public Claim {
        drawings = List.copyOf(drawings);
    }

    @Override
    public String toString() {
        return name;
    }
}
