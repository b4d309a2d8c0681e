package dev.selfsame.report;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The page of a run: how it went in words, curves over its steps, its views, and how it was made. One file that needs no
 * network and that a run of any age or state gets, once it has logged a step.
 *
 * <pre>{@code
 * Path page = Report.write(Path.of("runs/byol"));
 * }</pre>
 */
public final class Report {
    private final Path directory;
    private final RunFiles files;
    private final Verdict verdict;

    private Report(Path directory, RunFiles files) {
        this.directory = directory;
        this.files = files;
        this.verdict = Verdict.of(files);
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
        return new Report(runDirectory, RunFiles.read(runDirectory));
    }

    /** How the run went. */
    public Verdict verdict() {
        return verdict;
    }

    /** The page. */
    public String html() {
        return Page.of(files, verdict);
    }

    /**
     * Writes {@code report.html} into the run directory, over an earlier one.
     *
     * @return the page
     */
    public Path write() throws IOException {
        Path page = RunDirectory.at(directory).report();
        try (AtomicFile file = AtomicFile.create(page)) {
            file.stream().write(html().getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
        return page;
    }

    @Override
    public String toString() {
        return "Report[" + directory + ", " + verdict.headline() + "]";
    }
}
