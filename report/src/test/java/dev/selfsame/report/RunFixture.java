package dev.selfsame.report;

import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;

/** A run directory made up for a test. */
public final class RunFixture {
    /** Where it is. */
    public final Path directory;

    private boolean begun;

    /** With the configuration and provenance of a finished run of 390 steps. */
    public RunFixture(Path directory) {
        this.directory = directory;
        write(
                "config.yaml",
                """
                recipe: auto
                method:
                  name: byol
                  tau: 0.97
                backbone:
                  name: resnet18
                  stem: cifar
                  base-width: 16
                views:
                  kind: byol
                  size: 32
                optimizer:
                  name: sgd
                  learning-rate: 0.3
                  reference-batch: 128
                epochs: 10
                batch-size: 128
                accumulate: 1
                seed: 1
                precision: bf16
                device: cpu
                threads: 2
                """);
        provenance("5,000 images below photos", 5000, true);
    }

    public RunFixture provenance(String source, int images, boolean ended) {
        return provenance(source, images, ended ? ", \"end\": \"2025-01-01T10:10:00Z\"" : "");
    }

    /** With more of what its one sitting says. */
    public RunFixture sitting(String more) {
        return provenance("photos", 5000, ", " + more);
    }

    private RunFixture provenance(String source, int images, String sitting) {
        write(
                "provenance.json",
                """
                {"version": "0.1.0", "seed": 1, "command_line": ["selfsame", "train"],
                 "data": {"source": %s, "images": %d},
                 "machine": {"cpu": "some processor", "cores": 2},
                 "sittings": [{"from_step": 0, "start": "2025-01-01T10:00:00Z"%s}],
                 "start": "2025-01-01T10:00:00Z"}
                """
                        .formatted(Markup.json(source), images, sitting));
        return this;
    }

    /** Lines of a loss of one term. */
    public RunFixture step(long step, double loss, double spread) {
        return step(step, loss, spread, rank(step));
    }

    public RunFixture step(long step, double loss, double spread, double rank) {
        return line("{\"step\":%d,\"epoch\":%d,\"loss\":%s,\"terms\":{\"prediction\":%s},%s"
                .formatted(step, step / 39, json(loss), json(loss), rest(step, spread, rank)));
    }

    /** Lines of a loss of two terms. */
    public RunFixture step(long step, String firstTerm, double first, String secondTerm, double second, double spread) {
        return line("{\"step\":%d,\"epoch\":%d,\"loss\":%s,\"terms\":{%s:%s,%s:%s},%s"
                .formatted(
                        step,
                        step / 39,
                        json(first + second),
                        Markup.json(firstTerm),
                        json(first),
                        Markup.json(secondTerm),
                        json(second),
                        rest(step, spread, rank(step))));
    }

    public RunFixture probe(long step, double top1) {
        return line("{\"step\":%d,\"epoch\":%d,\"knn_top1\":%s,\"knn_chance\":0.125,\"seconds\":1.0}"
                .formatted(step, step / 39, json(top1)));
    }

    /** Steps 1, 10, 20, … of a run that goes well. */
    public RunFixture healthy(long lastStep) {
        for (long step = 0; step <= lastStep; step += 10) {
            double wobble = 0.02 * Math.sin((double) step);
            step(
                    Math.max(1, step),
                    -0.2 - 0.6 * (1 - Math.exp(-step / 120.0)) + wobble,
                    0.85 - 0.4 * Math.exp(-step / 60.0));
        }
        return this;
    }

    /** What is kept of a batch: three singular values, and a matrix of 3 dimensions, the same everywhere but on the diagonal. */
    public RunFixture snapshot(long step, double offDiagonal) {
        float off = (float) offDiagonal;
        Path file = directory.resolve(String.format(Locale.ROOT, "snapshots/step-%08d.safetensors", step));
        try (Tensor matrix = Tensor.of(new float[] {1, off, off, off, 1, off, off, off, 1}, 3, 3);
                Tensor values = Tensor.of(new float[] {4, 2, 1}, 3)) {
            Files.createDirectories(directory.resolve("snapshots"));
            Safetensors.write(
                    file,
                    Map.of("cross_correlation", matrix, "singular_values", values, "feature_singular_values", values),
                    Map.of("step", Long.toString(step), "epoch", "0"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunFixture line(String line) {
        if (!begun) {
            begun = true;
            return write("metrics.jsonl", line + "\n");
        }
        try {
            Files.writeString(directory.resolve("metrics.jsonl"), line + "\n", StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunFixture write(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String html() throws ReportException {
        return Report.of(directory).html();
    }

    private static double rank(long step) {
        return 20 + 30 * (1 - Math.exp(-step / 100.0));
    }

    private static String rest(long step, double spread, double rank) {
        return String.format(
                Locale.ROOT,
                "\"learning_rate\":%.4f,\"images_per_second\":%d,\"load_wait\":0.01,\"embedding_std\":%s,"
                        + "\"feature_std\":0.6,\"effective_rank\":%.2f,\"rank_bound\":128,\"seconds\":%.1f}",
                0.3 * (1 + Math.cos(Math.PI * step / 390)) / 2,
                480 + step % 7 * 5,
                json(spread),
                rank,
                0.3 * step);
    }

    /** As Jackson writes it. */
    private static String json(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
    }
}
