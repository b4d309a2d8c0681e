package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.report.RunStatus.State;
import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRunTest {
    @TempDir
    Path folder;

    private RunFixture fixture() {
        return new RunFixture(folder.resolve("run")).provenance("photos", 5000, false);
    }

    private static List<Long> steps(RunStatus status) {
        return status.charts().get(0).series().get(0).at();
    }

    private void append(String text) throws Exception {
        Files.writeString(folder.resolve("run/metrics.jsonl"), text, StandardOpenOption.APPEND);
    }

    private String line(long step) {
        RunFixture other = new RunFixture(folder.resolve("other"));
        other.step(step, 0.5, 0.9);
        try {
            return Files.readString(folder.resolve("other/metrics.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void growsByWholeLines() throws Exception {
        RunFixture run = fixture().step(1, 0.7, 0.9);
        LiveRun live = LiveRun.at(run.directory);
        RunStatus first = live.look();
        assertEquals(List.of(1L), steps(first));
        assertSame(first, live.look());
        String line = line(10);
        append(line.substring(0, 20));
        assertEquals(List.of(1L), steps(live.look()));
        append(line.substring(20));
        RunStatus second = live.look();
        assertEquals(List.of(1L, 10L), steps(second));
        assertEquals(10, second.step());
        assertEquals(390, second.totalSteps());
        assertEquals(0.5, second.loss());
        assertEquals(0.9, second.embeddingStd());
        assertEquals("byol", second.method());
        assertEquals(first.generation(), second.generation());
        assertTrue(Double.isNaN(second.knnTop1()));
    }

    @Test
    void beginsAnewWhereAResumedRunCutTheFile() throws Exception {
        RunFixture run = fixture().healthy(50);
        LiveRun live = LiveRun.at(run.directory);
        RunStatus before = live.look();
        assertEquals(List.of(1L, 10L, 20L, 30L, 40L, 50L), steps(before));
        Path metrics = run.directory.resolve("metrics.jsonl");
        List<String> lines = Files.readAllLines(metrics);
        // Cut behind step 20 and longer again than it was: only what stands there tells.
        Files.writeString(metrics, String.join("\n", lines.subList(0, 3)) + "\n");
        for (int step : new int[] {25, 35, 45, 55, 65, 75}) {
            append(line(step));
        }
        RunStatus after = live.look();
        assertEquals(List.of(1L, 10L, 20L, 25L, 35L, 45L, 55L, 65L, 75L), steps(after));
        assertNotEquals(before.generation(), after.generation());
        // Cut, and shorter.
        Files.writeString(metrics, lines.get(0) + "\n");
        assertEquals(List.of(1L), steps(live.look()));
    }

    @Test
    void knowsWhetherItRuns() throws Exception {
        RunFixture run = fixture().healthy(50);
        LiveRun live = LiveRun.at(run.directory);
        assertEquals(State.KILLED, live.look().state());
        try (RunDirectory held = RunDirectory.hold(run.directory, true)) {
            RunStatus running = live.look();
            assertEquals(State.RUNNING, running.state());
            assertTrue(running.isRunning());
            assertEquals("Healthy so far", running.verdict().headline());
            assertFalse(running.verdict().detail().contains("killed"));
            assertTrue(running.secondsLeft() > 0);
            held.askToStop();
            assertEquals(State.STOPPING, live.look().state());
            Files.delete(held.stop());
        }
        assertEquals(State.KILLED, live.look().state());
        run.provenance("photos", 5000, true);
        assertEquals(State.STOPPED, live.look().state());
        assertTrue(Double.isNaN(live.look().secondsLeft()));
        run.sitting("\"failed\": \"no room\", \"end\": \"2025-01-01T10:10:00Z\"");
        assertEquals(State.FAILED, live.look().state());
        run.sitting("\"max_steps\": 50, \"end\": \"2025-01-01T10:10:00Z\"");
        assertEquals(State.FINISHED, live.look().state());
        run.provenance("photos", 5000, true).step(390, 0.1, 0.9);
        assertEquals(State.FINISHED, live.look().state());
        assertEquals("Healthy", live.look().verdict().headline());
    }

    @Test
    void aRunThatSaysItsStepsIsStoppedBeforeThem() throws Exception {
        RunFixture run = fixture().healthy(10);
        run.write("config.yaml", "{batch-size: 10, epochs: 2, sampler: {kind: hard, factor: 3}}");
        run.write(
                "provenance.json",
                "{\"data\": {\"images\": 40}, \"total_steps\": 16, \"sittings\": [{\"end\": \"2025-01-01T10:10:00Z\"}]}");
        RunStatus status = LiveRun.at(run.directory).look();
        assertEquals(State.STOPPED, status.state());
        assertEquals(16, status.totalSteps());
    }

    @Test
    void isThereBeforeItsFirstLine() {
        RunFixture run = fixture();
        LiveRun live = LiveRun.at(run.directory);
        RunStatus before = live.look();
        assertEquals("Nothing logged yet", before.verdict().headline());
        assertEquals(List.of(), before.charts());
        assertEquals(0, before.step());
        assertTrue(before.figures().isEmpty());
        assertTrue(before.configuration().containsKey("Method"));
        run.step(1, 0.5, 0.9);
        assertEquals(1, live.look().step());
    }

    @Test
    void saysWhatItCanNotReadAndGoesOnWhenItCan() throws Exception {
        RunFixture run = fixture().step(1, 0.5, 0.9);
        LiveRun live = LiveRun.at(run.directory);
        append("nonsense\n");
        RunStatus broken = live.look();
        assertEquals(State.UNREADABLE, broken.state());
        assertEquals(
                run.directory.resolve("metrics.jsonl") + ", line 2: not a JSON object",
                broken.verdict().detail());
        assertEquals("run", broken.name());
        assertSame(broken, live.look());
        Files.writeString(run.directory.resolve("metrics.jsonl"), line(1) + line(2));
        RunStatus mended = live.look();
        assertNotSame(broken, mended);
        assertEquals(List.of(1L, 2L), steps(mended));
        Files.writeString(run.directory.resolve("config.yaml"), "just text");
        assertEquals(State.UNREADABLE, live.look().state());
        Files.delete(run.directory.resolve("config.yaml"));
        assertTrue(live.look().verdict().detail().contains("holds no run"));
    }

    @Test
    void aLineWithoutAnEndIsNotReadForEver() throws Exception {
        RunFixture run = fixture().step(1, 0.5, 0.9);
        Files.write(run.directory.resolve("metrics.jsonl"), "x".repeat(3 << 20).getBytes(StandardCharsets.UTF_8));
        assertTrue(LiveRun.at(run.directory).look().verdict().detail().contains("line 1: longer than"));
    }

    @Test
    void theVerdictIsTheReportsHoweverLongTheRun() throws Exception {
        StringBuilder lines = new StringBuilder();
        RunFixture run = fixture();
        LiveRun live = LiveRun.at(run.directory);
        int last = 3 * Charts.MOST_POINTS + 7;
        for (int step = 1; step <= last; step++) {
            double spread = step > 2 * Charts.MOST_POINTS + 1 ? 0.01 : 0.9;
            lines.append("{\"step\":")
                    .append(step)
                    .append(",\"loss\":0.5,\"embedding_std\":")
                    .append(spread)
                    .append(",\"effective_rank\":20,\"rank_bound\":128,\"load_wait\":0.01,\"images_per_second\":500,"
                            + "\"seconds\":")
                    .append(step)
                    .append("}\n");
        }
        run.write("metrics.jsonl", lines.toString());
        RunStatus status = live.look();
        assertEquals(
                "Collapsing since step " + String.format(Locale.ROOT, "%,d", 2 * Charts.MOST_POINTS + 2),
                status.verdict().headline());
        assertEquals(
                Report.of(run.directory).verdict().headline(), status.verdict().headline());
        assertEquals(last, status.step());
        assertTrue(steps(status).size() <= Charts.MOST_POINTS);
        append("{\"step\":" + (last + 1) + ",\"loss\":\"NaN\"}\n");
        assertEquals(
                "Diverged at step " + String.format(Locale.ROOT, "%,d", last + 1),
                live.look().verdict().headline());
    }

    @Test
    void probesAndSheetsAreSeen() throws Exception {
        RunFixture run = fixture().healthy(30);
        LiveRun live = LiveRun.at(run.directory);
        assertEquals(0, live.look().viewsTime());
        run.probe(30, 0.25).probe(60, 0.5).write("views.png", "png");
        RunStatus status = live.look();
        assertEquals(0.5, status.knnTop1());
        assertTrue(status.viewsTime() > 0);
        assertTrue(status.charts().stream().anyMatch(chart -> chart.id().equals("knn")));
    }
}
