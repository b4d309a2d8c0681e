package dev.selfsame.report;

import dev.selfsame.plot.Axis;
import dev.selfsame.plot.HeatMap;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.plot.Mark;
import dev.selfsame.plot.Plot;
import dev.selfsame.plot.Points;
import dev.selfsame.plot.ScatterPlot;
import dev.selfsame.plot.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The charts of a page as PNG files, a file each. */
final class ChartFiles {
    private static final Size SQUARE = new Size(640, 560);
    private static final int LONGEST_NAME = 60;

    private ChartFiles() {}

    /** Writes them into a folder, over earlier ones; gives the files. */
    static List<Path> write(RunFiles run, @Nullable ReportImages images, Path folder) throws IOException {
        Map<String, Plot> plots = new LinkedHashMap<>();
        RunData.charts(run).forEach(chart -> plots.put(chart.id(), plot(chart)));
        Correlation.of(run.snapshots())
                .maps()
                .forEach(matrix ->
                        plots.put(String.format(Locale.ROOT, "correlation-%08d", matrix.step()), plot(matrix)));
        if (images != null) {
            EmbeddingMap map = images.map();
            plots.put("map", map(images.sample(), map.x(), map.y(), map.frame(), "principal component"));
            map.umap().ifPresent(umap -> plots.put("map-umap", map(images.sample(), umap.x(), umap.y(), 1, "UMAP")));
        }
        return write(plots, folder);
    }

    /** Writes the charts of a comparison into a folder, over earlier ones; gives the files. */
    static List<Path> write(List<Chart> charts, Path folder) throws IOException {
        Map<String, Plot> plots = new LinkedHashMap<>();
        for (Chart chart : charts) {
            String name = fileName(chart.title());
            String free = name;
            for (int number = 2; plots.containsKey(free); number++) {
                free = name + "-" + number;
            }
            plots.put(free, plot(chart));
        }
        return write(plots, folder);
    }

    /** Letters, digits and dashes; titles of loss terms come from a run's files. */
    private static String fileName(String title) {
        String name =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "chart" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    private static List<Path> write(Map<String, Plot> plots, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, Plot> plot : plots.entrySet()) {
            files.add(plot.getValue().write(folder.resolve(plot.getKey() + ".png")));
        }
        return files;
    }

    private static Plot plot(Chart chart) {
        boolean ranks = chart.axis() == Chart.Axis.RANK;
        double scale = chart.format() == Chart.Format.PERCENT ? 100 : 1;
        List<Line> lines = new ArrayList<>();
        for (Chart.Series series : chart.series()) {
            lines.add(Line.of(
                    series.name(),
                    series.at().stream().map(Long::doubleValue).toList(),
                    series.values().stream()
                            .map(value -> ranks ? Math.log10(value) : scale * value)
                            .map(value -> Double.isFinite(value) ? value : Double.NaN)
                            .toList()));
        }
        String up = ranks ? "share of the largest, power of ten" : scale == 100 ? "percent" : "";
        return LinePlot.of(chart.title(), Axis.of(ranks ? "singular value" : "step"), Axis.of(up), lines)
                .withMarks(chart.lines().stream()
                        .filter(line -> !line.name().isEmpty())
                        .map(line -> new Mark(line.name(), scale * line.value()))
                        .toArray(Mark[]::new));
    }

    private static Plot plot(Correlation matrix) {
        return HeatMap.of(
                "Cross-correlation, " + matrix.title().toLowerCase(Locale.ROOT),
                Axis.of("dimension, second view"),
                Axis.of("dimension, first view"),
                matrix.drawn(),
                -1,
                1);
    }

    private static Plot map(SampledImages sample, List<Double> x, List<Double> y, double frame, String axis) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        sample.classes().forEach(label -> rows.put(label, new ArrayList<>()));
        for (int row = 0; row < sample.size(); row++) {
            String label = sample.label(row);
            rows.computeIfAbsent(label == null ? "" : label, unknown -> new ArrayList<>())
                    .add(row);
        }
        List<Points> points = new ArrayList<>();
        rows.forEach((label, some) -> points.add(new Points(
                label,
                some.stream().map(row -> frame * x.get(row)).toList(),
                some.stream().map(row -> frame * y.get(row)).toList())));
        double edge = 1.05 * frame;
        return ScatterPlot.of(
                        "Map of the embeddings",
                        Axis.of(axis + ", first").within(-edge, edge),
                        Axis.of("second").within(-edge, edge),
                        points)
                .withSize(SQUARE);
    }
}
