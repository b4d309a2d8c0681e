package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    Path folder;

    private RunFixture good;
    private RunFixture bad;

    @BeforeEach
    void makeRuns() {
        good = new RunFixture(folder.resolve("good"))
                .healthy(390)
                .snapshot(1, 1)
                .snapshot(390, 0);
        bad = new RunFixture(folder.resolve("bad"))
                .step(1, -0.1, 0.5)
                .step(20, -0.9, 0.01)
                .step(300, -1, 0.01)
                .probe(300, 0.5);
    }

    private String html() throws ReportException {
        return Comparison.of(List.of(good.directory, bad.directory)).html();
    }

    private static JsonNode chart(JsonNode charts, String title) {
        for (JsonNode chart : charts) {
            if (chart.path("title").asText().equals(title)) {
                return chart;
            }
        }
        throw new AssertionError("no chart " + title + " in " + charts);
    }

    @Test
    void everyChartIsAPicture() throws Exception {
        List<Path> files = Comparison.of(List.of(good.directory, bad.directory)).writeCharts(folder.resolve("charts"));
        assertEquals(
                ReportTest.page(html()).path("charts").size(),
                files.stream().distinct().count());
        assertTrue(files.contains(folder.resolve("charts/embedding-spread.png")), files.toString());
        for (Path file : files) {
            assertTrue(Files.size(file) > 1000, file.toString());
        }
    }

    @Test
    void laysCurvesOverEachOther() throws Exception {
        JsonNode charts = ReportTest.page(html()).path("charts");

        JsonNode loss = chart(charts, "Loss");
        assertEquals("good", loss.path("series").path(0).path("name").asText());
        assertEquals("bad", loss.path("series").path(1).path("name").asText());
        assertEquals(40, loss.path("at").size());
        assertEquals("[1,20,300]", loss.path("series").path(1).path("at").toString());
        assertEquals(
                "[-0.1,-0.9,-1.0]", loss.path("series").path(1).path("values").toString());
        assertEquals(
                "1/√d: ideal",
                chart(charts, "Embedding spread")
                        .path("lines")
                        .path(0)
                        .path("name")
                        .asText());
        assertTrue(
                loss.path("summary").asText().contains("bad -1"),
                loss.path("summary").asText());
        chart(charts, "Feature spread");
        chart(charts, "kNN top-1");
        assertEquals(
                1,
                chart(charts, "Singular values of the embeddings at the end")
                        .path("series")
                        .size());
        List<String> ids = new ArrayList<>();
        charts.forEach(one -> ids.add(one.path("id").asText()));
        assertEquals(ids.size(), ids.stream().distinct().count());
    }

    @Test
    void saysHowEachWent() throws Exception {
        String html = html();

        assertTrue(html.contains("<th scope=\"row\">good</th><td>Healthy</td>"));
        assertTrue(html.contains("<th scope=\"row\">bad</th><td>Collapsing since step 20</td>"));
        assertTrue(html.contains("Cross-correlation, good: mean of the diagonal 1.00 (ideal 1)"));
        assertTrue(html.contains("Nothing: the configurations are equal."));
    }

    @Test
    void saysWhatWasSetOtherwise() throws Exception {
        good.write("config.yaml", "seed: 1\nmethod: {name: byol, tau: 0.97}\n");
        bad.write("config.yaml", "seed: 1\nmethod: {name: byol, tau: 0}\nepochs: 3\n");
        String html = html();

        assertTrue(html.contains("<th scope=\"row\">method.tau</th><td>0.97</td><td>0</td>"));
        assertTrue(html.contains("<th scope=\"row\">epochs</th><td>–</td><td>3</td>"));
        assertFalse(html.contains("<th scope=\"row\">seed</th>"));
    }

    @Test
    void runsOfOneNameAreToldApart() throws Exception {
        RunFixture other = new RunFixture(folder.resolve("other/good")).healthy(390);
        String html = Comparison.of(List.of(good.directory, other.directory)).html();

        assertTrue(html.contains("<th scope=\"row\">good (2)</th>"));
    }

    @Test
    void namesStayText() throws Exception {
        RunFixture hostile = new RunFixture(folder.resolve("<img src=x onerror=alert(1)>")).healthy(390);
        hostile.write("config.yaml", "\"<script>alert(2)</script>\": 1\n");
        String html = Comparison.of(List.of(good.directory, hostile.directory)).html();

        assertFalse(html.contains("<img src=x"));
        assertFalse(html.contains("<script>alert"));
    }

    @Test
    void writesThePage() throws Exception {
        Path page = folder.resolve("comparison.html");
        Comparison.of(List.of(good.directory, bad.directory)).write(page);

        assertTrue(Files.readString(page).contains("<h1>good, bad</h1>"));
    }

    @Test
    void needsTwoRuns() {
        assertThrows(IllegalArgumentException.class, () -> Comparison.of(List.of(good.directory, good.directory)));
        assertThrows(ReportException.class, () -> Comparison.of(List.of(good.directory, folder)));
    }
}
