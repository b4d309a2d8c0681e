package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&{{data}}$1";

    @TempDir
    Path folder;

    private RunFixture run() {
        return new RunFixture(folder.resolve("run"));
    }

    @Test
    void writesThePageIntoTheDirectory() throws Exception {
        Path page = Report.write(run().healthy(390).directory);

        assertEquals(folder.resolve("run/report.html"), page);
        String html = Files.readString(page);
        assertTrue(html.startsWith("<!DOCTYPE html>"));
        assertTrue(html.contains("<h1>run</h1>"));
        assertTrue(html.contains(">Healthy</h2>"));
        assertTrue(html.contains("byol (recipe auto)"));
        assertTrue(html.contains("5,000 images below photos"));
    }

    @Test
    void hasAChartOfEachMeasure() throws Exception {
        String html = run().healthy(390).probe(390, 0.47).html();

        List<String> expected = List.of("loss", "spread", "rank", "knn", "learning-rate", "speed", "load-wait");
        assertEquals(expected, charts(html));
        for (String id : expected) {
            assertTrue(html.contains("<figure id=\"" + id + "\" role=\"group\""), id);
        }
        JsonNode spread = data(html).get(1);
        assertEquals(
                "[{\"value\":1.0,\"name\":\"1/√d: ideal\"},{\"value\":0.0,\"name\":\"collapsed\"}]",
                spread.path("lines").toString());
        assertEquals(2, spread.path("series").size());
        assertEquals(40, spread.path("at").size());
        assertEquals(128, data(html).get(2).path("lines").get(1).path("value").asDouble());
    }

    @Test
    void hasAChartOfEachTermWhereALossHasSeveral() throws Exception {
        String html = run().step(1, "invariance", 90, "redundancy", 12, 0.9)
                .step(10, "invariance", 40, "redundancy", 11, 0.9)
                .html();

        assertEquals(
                List.of("loss", "term-0", "term-1", "spread", "rank", "learning-rate", "speed", "load-wait"),
                charts(html));
        assertTrue(html.contains("Loss term: redundancy"));
        assertEquals(
                "[12.0,11.0]",
                data(html).get(2).path("series").get(0).path("values").toString());
    }

    @Test
    void hasAChartOfTauWhereTheMethodHasOne() throws Exception {
        String html = run().line("{\"step\":1,\"loss\":1,\"tau\":0.97}")
                .line("{\"step\":2,\"loss\":1,\"tau\":0.98}")
                .html();

        assertTrue(charts(html).contains("tau"));
        assertFalse(run().healthy(390).html().contains("Momentum of the target"));
    }

    @Test
    void hasSpectraAndHeatMapsOfSnapshots() throws Exception {
        RunFixture run = run().healthy(390);
        for (int step = 0; step <= 400; step += 100) {
            run.snapshot(step, 1.0 - step / 400.0);
        }
        String html = run.html();

        JsonNode spectrum = data(html).get(charts(html).indexOf("embedding-spectrum"));
        assertEquals(5, spectrum.path("series").size());
        assertTrue(spectrum.path("ranks").asBoolean());
        assertEquals("[1,2,3]", spectrum.path("at").toString());
        assertEquals(
                "[1.0,0.5,0.25]", spectrum.path("series").get(0).path("values").toString());
        assertTrue(charts(html).contains("feature-spectrum"));
        for (String step : List.of("Step 0", "Step 200", "Step 400")) {
            assertTrue(html.contains("alt=\"Cross-correlation, " + step + ": mean of the diagonal 1.00"), step);
        }
        assertFalse(html.contains("Cross-correlation, Step 100"));
        assertTrue(html.contains(
                "Cross-correlation, Step 400: mean of the diagonal 1.00 (ideal 1), root mean square" + " off it 0.00"));
        assertTrue(html.contains(
                "Cross-correlation, Step 0: mean of the diagonal 1.00 (ideal 1), root mean square" + " off it 1.00"));
    }

    @Test
    void saysWhichSnapshotCantBeRead() throws Exception {
        RunFixture run = run().healthy(390).snapshot(100, 0).write("snapshots/step-00000200.safetensors", "cut off");

        assertTrue(run.html().contains("Left out, as it can't be read: step-00000200.safetensors: "));
    }

    @Test
    void saysWhatChanceWouldGet() throws Exception {
        String html = run().healthy(390).probe(390, 0.47).html();

        assertTrue(html.contains("<dt>Chance</dt><dd>12.5 %</dd>"), html);
        assertTrue(html.contains("\"chance 12.5 %\""), "no line in the chart");
        String earlier = run().healthy(390)
                .line("{\"step\":391,\"epoch\":10,\"knn_top1\":0.47,\"seconds\":1.0}") // without it, as once
                .html();
        assertTrue(earlier.contains("<dt>kNN top-1</dt><dd>47.0 %</dd>"), earlier);
        assertFalse(earlier.contains("<dt>Chance</dt>") || earlier.contains("\"chance"), earlier);
    }

    @Test
    void hasNoChartOfProbesWithoutOne() throws Exception {
        assertFalse(run().healthy(390).html().contains("kNN"));
    }

    @Test
    void makesDoWithOneLine() throws Exception {
        String html = run().step(1, 0.5, 0.9).html();

        assertEquals("[1]", data(html).get(0).path("at").toString());
        assertTrue(html.contains("Not finished: step 1 of 390"));
    }

    @Test
    void leavesGapsForWhatIsNotFinite() throws Exception {
        String html = run().step(1, 0.5, Double.NaN)
                .step(2, Double.POSITIVE_INFINITY, 0.9)
                .html();

        assertEquals(
                "[0.5,null]",
                data(html).get(0).path("series").get(0).path("values").toString());
        assertEquals(
                "[null,0.9]",
                data(html).get(1).path("series").get(0).path("values").toString());
    }

    @Test
    void namesStayText() throws Exception {
        RunFixture run = new RunFixture(folder.resolve("<b onclick=alert(1)>'&"));
        run.provenance(HOSTILE, 5000, true).write("config.yaml", "recipe: \"</pre><script>alert(1)</script>\"\n");
        run.step(1, HOSTILE, 1, "</SCRIPT ><!--", 2, 0.9);
        run.write("scores.json", "{\"knn_top1\": {\"<i>x</i>\": 0.5}}");
        String html = run.html();

        assertEquals(List.of("application/json", "", "", "", ""), scripts(html));
        for (String markup : List.of("<img", "<b onclick", "<i>", "<!--", "alert(1)</script", "</SCRIPT")) {
            assertFalse(html.contains(markup), markup);
        }
        assertTrue(html.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;{{data}}$1"));
        assertEquals(
                HOSTILE, data(html).get(1).path("series").get(0).path("name").asText());
    }

    @Test
    void givesThePagesThatFillThemselvesTheSameData() throws Exception {
        RunFixture run = run().healthy(390).snapshot(100, 0.5);
        JsonNode data = new ObjectMapper().readTree(Report.of(run.directory).data());

        assertEquals(page(run.html()).path("charts"), data.path("charts"));
        assertEquals("healthy", data.path("verdict").path("state").asText());
        assertEquals("Step 100", data.path("correlations").path(0).path("title").asText());
        assertTrue(data.path("correlations").path(0).path("address").asText().startsWith("data:image/png;base64,"));
        for (String script : PageParts.scripts()) {
            assertTrue(run.html().contains(PageParts.hash(script)));
        }
    }

    @Test
    void loadsNothingAndRunsOnlyItsOwnScripts() throws Exception {
        String html = run().healthy(390).html();

        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(html);
        assertTrue(policy.find());
        assertTrue(policy.group(1).startsWith("default-src 'none';"));
        Matcher script =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
        for (int i = 0; i < 4; i++) {
            assertTrue(script.find());
            assertTrue(policy.group(1).contains(Markup.hash(script.group(1))));
        }
        Matcher address = Pattern.compile("(?:src|href)\\s*=\\s*\"(?!data:)").matcher(html);
        assertFalse(address.find());
        assertFalse(html.contains("@import"));
    }

    @Test
    void showsViewsAndScoresThatLieInTheDirectory() throws Exception {
        RunFixture run = run().healthy(390)
                .write("views.png", "png")
                .write("scores.json", "{\"knn_top1\": {\"raw pixels\": 0.15, \"trained encoder\": 0.8}}");
        String html = run.html();

        assertTrue(html.contains("src=\"data:image/png;base64,cG5n\""));
        assertTrue(html.contains("<th scope=\"row\">trained encoder</th><td>80.0 %</td>"));
    }

    @Test
    void thinsLongRunsOut() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int step = 1; step <= 20_000; step++) {
            lines.append("{\"step\":")
                    .append(step)
                    .append(",\"loss\":")
                    .append(1.0 / step)
                    .append("}\n");
        }
        JsonNode steps = data(run().write("metrics.jsonl", lines.toString()).html())
                .get(0)
                .path("at");

        assertEquals(Charts.MOST_POINTS, steps.size());
        assertEquals(1, steps.get(0).asInt());
        assertEquals(20_000, steps.get(steps.size() - 1).asInt());
    }

    @Test
    void saysWhatIsMissing() {
        Path empty = folder.resolve("empty");
        assertEquals("no such directory: " + empty, problem(empty));
        RunFixture run = new RunFixture(folder.resolve("run"));
        assertEquals(
                folder.resolve("run/metrics.jsonl") + " is missing: the run has logged no step yet",
                problem(run.directory));
        assertEquals(folder + " holds no run: it has no config.yaml", problem(folder));
    }

    @Test
    void saysWhichFileMakesNoSense() {
        RunFixture run = run().healthy(390);
        run.write("scores.json", "{\"knn_top1\": {\"x\": 80}}");
        assertEquals(
                folder.resolve("run/scores.json") + ": knn_top1 of x must be 0 to 1, got 80", problem(run.directory));
        run.write("provenance.json", "{");
        assertEquals(folder.resolve("run/provenance.json") + " is not JSON", problem(run.directory));
        run.write("config.yaml", "just text");
        assertEquals(folder.resolve("run/config.yaml") + " holds no keys and values", problem(run.directory));
    }

    @Test
    void aRankThatIsNotKnownIsADash() throws Exception {
        RunFixture run = run().line(
                        "{\"step\":390,\"loss\":0.5,\"embedding_std\":0.9,\"effective_rank\":null,\"rank_bound\":128}");
        assertTrue(run.html().contains("<dt>Effective rank</dt><dd>–</dd>"), run.html());
        assertEquals(
                "–",
                Facts.figures(Metrics.read(run.directory.resolve("metrics.jsonl")))
                        .get("Effective rank"));
    }

    @Test
    void needsNoProvenance() throws Exception {
        RunFixture run = run().healthy(390);
        Files.delete(run.directory.resolve("provenance.json"));

        assertTrue(run.html().contains(">Healthy</h2>"));
    }

    private String problem(Path directory) {
        return assertThrows(ReportException.class, () -> Report.of(directory)).getMessage();
    }

    private static List<String> charts(String html) throws Exception {
        List<String> ids = new ArrayList<>();
        data(html).forEach(chart -> ids.add(chart.path("id").asText()));
        return ids;
    }

    private static JsonNode data(String html) throws Exception {
        return page(html).path("charts");
    }

    /** What a page's script draws. */
    static JsonNode page(String html) throws IOException {
        Matcher data =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertTrue(data.find());
        return new ObjectMapper().readTree(data.group(1));
    }

    /** The types of all script elements, found as a browser does: whatever the case, whatever is around. */
    private static List<String> scripts(String html) {
        List<String> types = new ArrayList<>();
        Matcher script = Pattern.compile("<script(?: type=\"([^\"]*)\")?", Pattern.CASE_INSENSITIVE)
                .matcher(html);
        while (script.find()) {
            types.add(script.group(1) == null ? "" : script.group(1));
        }
        return types;
    }
}
