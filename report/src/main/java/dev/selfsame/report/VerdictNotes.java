package dev.selfsame.report;

import dev.selfsame.report.Metrics.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What else should be known of a run, whatever its verdict. */
final class VerdictNotes {
    /** A share of the time; above it a run is bound by its data. */
    static final double LONG_WAITING = 0.2;

    private VerdictNotes() {}

    /** A sentence each; there may be none. */
    static List<String> of(RunFiles files) {
        List<String> notes = new ArrayList<>();
        Metrics metrics = files.metrics();
        double waited = waited(metrics);
        if (waited > LONG_WAITING) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Bound by data: %.0f %% of the time went into waiting for images. More --workers or a faster disk"
                            + " would help.",
                    100 * waited));
        }
        int skipped = files.provenance().path("skipped_images").asInt();
        if (skipped > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d %s could not be read; skipped.tsv in the run directory says which and why.",
                    skipped,
                    skipped == 1 ? "image" : "images"));
        }
        if (metrics.cut()) {
            notes.add("The last line of the metrics is cut off and left out: the run was killed, or is writing it.");
        }
        return notes;
    }

    /** The usual share of the time that went into waiting for images. */
    static double waited(Metrics metrics) {
        return Numbers.median(metrics.steps().stream().map(Step::loadWait).toList());
    }
}
