package dev.selfsame.report;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a run: how it went in words, curves over its steps, what its embeddings look like, its views, and how it was
 * made. One file that needs no network and that a run of any age or state gets, once it has logged a step.
 *
 * <pre>{@code
 * Path page = Report.write(Path.of("runs/byol"));
 * }</pre>
 */
public final class Report {
    private final Path directory;
    private final RunFiles files;
    private final Verdict verdict;
    private final @Nullable ReportImages images;
    private final List<String> imageNotes;

    private Report(
            Path directory, RunFiles files, Verdict verdict, @Nullable ReportImages images, List<String> imageNotes) {
        this.directory = directory;
        this.files = files;
        this.verdict = verdict;
        this.images = images;
        this.imageNotes = imageNotes;
    }

    /**
     * Writes {@code report.html} into a run directory, over an earlier one.
     *
     * @return the page
     * @throws ReportException if there is no run, or one of its files can't be read or makes no sense
     * @throws IOException if the page can't be written
     */
    public static Path write(Path runDirectory) throws IOException {
        return of(runDirectory).write();
    }

    /**
     * Reads a run directory.
     *
     * @throws ReportException if there is no run, or one of its files can't be read or makes no sense
     */
    public static Report of(Path runDirectory) throws ReportException {
        RunFiles files = RunFiles.read(runDirectory);
        return new Report(runDirectory, files, Verdict.of(files), null, List.of());
    }

    /** With images and what the encoder makes of them. */
    public Report withImages(ReportImages shown) {
        return new Report(directory, files, verdict, shown, imageNotes);
    }

    /**
     * With something to know about its images, such as why there are none.
     *
     * @param note a sentence
     */
    public Report withImageNote(String note) {
        List<String> notes = new ArrayList<>(imageNotes);
        notes.add(note);
        return new Report(directory, files, verdict, images, List.copyOf(notes));
    }

    /** How the run went. */
    public Verdict verdict() {
        return verdict;
    }

    /** Where the run's images were when it began: what {@code --data} was; null where the run doesn't say. */
    public @Nullable String source() {
        return RunSource.of(files.provenance());
    }

    /** The fingerprint of the images that the run learned from; empty where it doesn't say. */
    public String fingerprint() {
        return files.provenance().path("data").path("fingerprint").asText();
    }

    /**
     * What there is to draw and to say, as JSON, for a page that fills itself: {@code verdict} ({@code state}, {@code
     * headline}, {@code detail}, {@code notes}), {@code figures} (names and values of the last line), {@code charts}, and
     * {@code correlations} ({@code title}, {@code summary} and {@code address} of a picture each).
     */
    public String data() {
        return RunData.of(files, verdict);
    }

    /** The page. */
    public String html() {
        return RunPage.of(directory, files, verdict, images, imageNotes);
    }

    /**
     * Writes {@code report.html} into the run directory, over an earlier one.
     *
     * @return the page
     */
    public Path write() throws IOException {
        Path page = RunDirectory.at(directory).report();
        writeTo(page);
        return page;
    }

    /** Writes the page elsewhere, over an earlier one. */
    public void writeTo(Path page) throws IOException {
        write(html(), page);
    }

    /** Writes a page whole, over an earlier one. */
    static void write(String html, Path page) throws IOException {
        try (AtomicFile file = AtomicFile.create(page)) {
            file.stream().write(html.getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }

    /**
     * Writes every chart of the page as PNG into {@code charts/} of the run directory, over earlier ones.
     *
     * @return the files
     * @throws IllegalStateException if this system has no font to draw with
     */
    public List<Path> writeCharts() throws IOException {
        return ChartFiles.write(files, images, directory.resolve("charts"));
    }

    @Override
    public String toString() {
        return "Report[" + directory + ", " + verdict.headline() + "]";
    }
}
