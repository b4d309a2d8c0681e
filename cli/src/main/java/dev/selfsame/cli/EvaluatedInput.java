package dev.selfsame.cli;

import dev.selfsame.model.EncoderConfig;
import dev.selfsame.view.EvaluationView;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a network is shown of an image and how it computes, in words: figures of two kinds of it are not to be compared. */
final class EvaluatedInput {
    private EvaluatedInput() {}

    /** What it is shown. */
    static String of(EvaluationView view) {
        return String.format(
                Locale.ROOT,
                "images of %d×%d from the middle, the shorter side brought to %d (%s), mean %s, std %s",
                view.size(),
                view.size(),
                view.shortSide(),
                view.interpolation().name().toLowerCase(Locale.ROOT),
                text(view.normalize().mean()),
                text(view.normalize().std()));
    }

    /** That, and how it computes; whether batch norms are folded changes the last digits only. */
    static String of(EvaluationView view, EncoderConfig config) {
        return of(view) + (config.bf16() ? ", bf16" : ", fp32");
    }

    private static String text(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }
}
