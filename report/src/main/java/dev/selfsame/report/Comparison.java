package dev.selfsame.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs side by side in one page: their verdicts, their curves over each other, and what was set otherwise.
 *
 * <pre>{@code
 * Comparison.of(List.of(Path.of("runs/byol"), Path.of("runs/simclr"))).write(Path.of("comparison.html"));
 * }</pre>
 */
public final class Comparison {
    private final List<Run> runs;

    /** A run under a name that no other has. */
    record Run(String name, RunFiles files, Verdict verdict) {}

    private Comparison(List<Run> runs) {
        this.runs = runs;
    }

    /**
     * Reads run directories.
     *
     * @param directories two or more, each once
     * @throws ReportException if one holds no run, or one of its files can't be read or makes no sense
     */
    public static Comparison of(List<Path> directories) throws ReportException {
        if (new HashSet<>(directories).size() < 2) {
            throw new IllegalArgumentException("a comparison needs two runs, got " + directories);
        }
        List<Run> runs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path directory : directories) {
            RunFiles files = RunFiles.read(directory);
            String name = files.name();
            for (int number = 2; !names.add(name); number++) {
                name = files.name() + " (" + number + ")";
            }
            runs.add(new Run(name, files, Verdict.of(files)));
        }
        return new Comparison(List.copyOf(runs));
    }

    /** The page. */
    public String html() {
        return ComparisonPage.of(runs);
    }

    /** Writes the page, over an earlier one. */
    public void write(Path page) throws IOException {
        Report.write(html(), page);
    }

    /**
     * Writes every chart of the page as PNG into a folder, over earlier ones; each is called by its title.
     *
     * @return the files
     * @throws IllegalStateException if this system has no font to draw with
     */
    public List<Path> writeCharts(Path folder) throws IOException {
        return ChartFiles.write(OverlaidCharts.of(runs), folder);
    }

    @Override
    public String toString() {
        return "Comparison" + runs.stream().map(Run::name).toList();
    }
}
