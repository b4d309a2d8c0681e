package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.ModelFileException;
import dev.selfsame.report.Report;
import dev.selfsame.report.ReportException;
import dev.selfsame.report.ReportImages;
import java.io.IOException;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which images a report shows. */
final class ReportedImages {
    @ArgGroup
    private Which which = new Which();

    private static final class Which {
        @Option(
                names = "--data",
                paramLabel = "SOURCE",
                description = SourceHelp.IMAGES + " At most " + ReportImages.MOST
                        + " of them are embedded and shown in the page. Default: those that the run learned from, if they are"
                        + " still there")
        private @Nullable String data;

        @Option(names = "--no-images", description = "Embed no images, and show none but those of views.png.")
        private boolean none;
    }

    @Mixin
    private final ComputeOptions compute = new ComputeOptions();

    boolean isGiven() {
        return which.data != null || which.none;
    }

    /** The report with its images, or with why it has none. */
    Report addTo(Report report, Path run, CommandLine command) throws IOException {
        String data = which.data;
        if (which.none) {
            return report;
        }
        String source = data == null ? report.source() : data;
        if (source == null) {
            return without(report, "the run doesn't say where its images are; --data SOURCE would", command);
        }
        try (Encoder encoder = Encoder.load(run, compute.config())) {
            ImageSource images = OpenedImages.open(command, source, encoder.view());
            Report known = data == null && !images.fingerprint().equals(report.fingerprint())
                    ? report.withImageNote("The images of " + source + " are not those that the run learned from: files"
                            + " came, went or changed since.")
                    : report;
            return known.withImages(embedded(encoder, images, command));
        } catch (ModelFileException e) {
            return without(report, "there is no encoder: " + e.getMessage(), command);
        } catch (SourceException | ReportException e) {
            if (data != null) {
                throw e;
            }
            return without(report, "the images that it learned from can't be read here: " + e.getMessage(), command);
        }
    }

    private static ReportImages embedded(Encoder encoder, ImageSource images, CommandLine command) throws IOException {
        try (ProgressBar bar = Bars.open("embed", Math.min(ReportImages.MOST, images.size()))) {
            return ReportImages.of(encoder, images, sample -> new WatchedSource(sample, command, bar));
        }
    }

    private static Report without(Report report, String why, CommandLine command) {
        String note = "No images are shown: " + why;
        Errors.say(command, note);
        return report.withImageNote(note + ".");
    }
}
