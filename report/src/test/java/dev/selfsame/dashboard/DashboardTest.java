package dev.selfsame.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.report.RunFixture;
import dev.selfsame.train.RunDirectory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a dashboard shows, over HTTP. */
@Timeout(120)
class DashboardTest {
    static final DashboardConfig ANY_PORT = DashboardConfig.DEFAULT.withPort(0);

    @TempDir
    Path folder;

    private RunFixture run(String name) {
        return new RunFixture(folder.resolve(name));
    }

    private static List<String> names(JsonNode runs) {
        List<String> names = new ArrayList<>();
        runs.forEach(run -> names.add(run.path("name").asText()));
        return names;
    }

    @Test
    void saysWhyItCanNotListen() {
        InetAddress here = InetAddress.getLoopbackAddress();
        assertEquals(
                "may not listen at port 80: ports below 1024 are for root",
                Dashboard.problem(new BindException("Permission denied"), here, ANY_PORT.withPort(80)));
        assertEquals(
                "may not listen at port 8080: name another, or 0 for any",
                Dashboard.problem(new BindException("Permission denied: bind"), here, ANY_PORT.withPort(8080)));
        assertEquals(
                "port 80 is in use: name another, or 0 for any",
                Dashboard.problem(new BindException("Address already in use"), here, ANY_PORT.withPort(80)));
    }

    @Test
    void listsTheRunsBelowAFolder() throws Exception {
        run("b").healthy(390).probe(390, 0.47);
        run("deep/er/a").provenance("photos", 5000, false).healthy(50);
        run(".hidden").healthy(10);
        run("b/inside-a-run").healthy(10);
        run("1/2/3/4/too-deep").healthy(10);
        Files.createDirectories(folder.resolve("no-run"));
        Files.writeString(folder.resolve("no-run/config.yaml"), "a: 1");
        Path outside = Files.createTempDirectory("outside");
        new RunFixture(outside).healthy(10);
        Files.createSymbolicLink(folder.resolve("link"), outside);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT)) {
            JsonNode runs = new Client(dashboard).runs();
            assertEquals(List.of("b", "deep/er/a"), names(runs));
            JsonNode whole = runs.get(0);
            assertEquals("byol", whole.path("method").asText());
            assertEquals("finished", whole.path("state").asText());
            assertEquals("healthy", whole.path("verdict").asText());
            assertEquals(390, whole.path("step").asInt());
            assertEquals(390, whole.path("total").asInt());
            assertEquals("47.0 %", whole.path("knn").asText());
            assertEquals("killed", runs.get(1).path("state").asText());
        }
    }

    @Test
    void aRunThatBeginsLaterComesIntoTheList() throws Exception {
        try (Dashboard dashboard = Dashboard.ofRun(folder.resolve("run"), ANY_PORT);
                Client.Events events = new Client(dashboard).events("/events")) {
            assertEquals(0, events.next("runs").path("runs").size());
            run("run").healthy(10);
            assertEquals(List.of("run"), names(events.next("runs").path("runs")));
        }
    }

    @Test
    void aRunGrowsOnItsPage() throws Exception {
        RunFixture run = run("run").healthy(20);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT)) {
            Client client = new Client(dashboard);
            try (Client.Events events = client.events("/events?run=" + client.id("run"))) {
                JsonNode whole = events.next("run");
                assertEquals("[1,10,20]", whole.at("/charts/0/at").toString());
                assertEquals(3, whole.at("/charts/0/series/0/values").size());
                assertEquals(
                        "byol (recipe auto)", whole.at("/configuration/Method").asText());
                run.step(30, 0.25, 0.75);
                JsonNode more = events.next("more");
                assertEquals(30, more.path("step").asInt());
                assertEquals("[30]", more.at("/grown/loss/series/0/at").toString());
                assertEquals("[0.25]", more.at("/grown/loss/series/0/values").toString());
                assertEquals("[0.75]", more.at("/grown/spread/series/0/values").toString());
                assertFalse(more.has("charts"));
                run.probe(30, 0.5);
                assertEquals(
                        "[0.5]",
                        chart(events.next("run"), "knn").at("/series/0/values").toString());
                Path metrics = run.directory.resolve("metrics.jsonl");
                List<String> lines = Files.readAllLines(metrics);
                Path shorter = Files.writeString(folder.resolve("shorter"), lines.get(0) + "\n" + lines.get(1) + "\n");
                Files.move(shorter, metrics, StandardCopyOption.ATOMIC_MOVE); // as a run does that goes on
                assertEquals("[1,10]", events.next("run").at("/charts/0/at").toString());
            }
        }
    }

    private static JsonNode chart(JsonNode run, String id) {
        for (JsonNode chart : run.path("charts")) {
            if (chart.path("id").asText().equals(id)) {
                return chart;
            }
        }
        throw new AssertionError("no chart " + id);
    }

    @Test
    void severalRunsComeInOneStream() throws Exception {
        run("a").healthy(20);
        run("b").healthy(30);
        run("c").healthy(40);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT)) {
            Client client = new Client(dashboard);
            String both = "/events?run=" + client.id("a") + "&run=" + client.id("c");
            try (Client.Events events = client.events(both)) {
                List<String> names = new ArrayList<>(List.of(
                        events.next("run").path("name").asText(),
                        events.next("run").path("name").asText()));
                names.sort(null);
                assertEquals(List.of("a", "c"), names);
            }
        }
    }

    @Test
    void aRunThatIsRemovedIsGone() throws Exception {
        RunFixture run = run("run").healthy(20);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT)) {
            Client client = new Client(dashboard);
            String id = client.id("run");
            try (Client.Events events = client.events("/events?run=" + id)) {
                events.next("run");
                Files.delete(run.directory.resolve("config.yaml"));
                assertEquals(id, events.next("gone").path("id").asText());
            }
            assertEquals(404, client.get("/run/" + id).statusCode());
        }
    }

    @Test
    void theButtonStopsARunThatGoesOnAndNoOther() throws Exception {
        RunFixture run = run("run").provenance("photos", 5000, false).healthy(20);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT)) {
            Client client = new Client(dashboard);
            String path = "/run/" + client.id("run") + "/stop";
            var stop = client.request(path)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .header("Origin", "http://127.0.0.1:" + client.port())
                    .header("X-Selfsame-Action", client.action());
            Path file = RunDirectory.at(run.directory).stop();
            HttpResponse<String> still = client.send(stop);
            assertEquals(409, still.statusCode());
            assertEquals("It doesn't run.\n", still.body());
            assertFalse(Files.exists(file));
            try (RunDirectory held = RunDirectory.hold(run.directory, true)) {
                assertTrue(held.isHeld());
                assertEquals(202, client.send(stop).statusCode());
                assertTrue(Files.exists(file));
                assertEquals(202, client.send(stop).statusCode());
            }
        }
    }

    @Test
    void theSheetOfViewsIsShownAndNothingElseInItsPlace() throws Exception {
        RunFixture run = run("run").healthy(20);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT)) {
            Client client = new Client(dashboard);
            String path = "/run/" + client.id("run") + "/views.png";
            assertEquals(404, client.get(path).statusCode());
            run.write("views.png", "png");
            HttpResponse<String> sheet = client.get(path);
            assertEquals("png", sheet.body());
            assertEquals("image/png", sheet.headers().firstValue("Content-Type").orElseThrow());
            Files.delete(run.directory.resolve("views.png"));
            Files.createSymbolicLink(run.directory.resolve("views.png"), run.directory.resolve("config.yaml"));
            assertEquals(404, client.get(path).statusCode());
            Files.delete(run.directory.resolve("views.png"));
            Files.createDirectory(run.directory.resolve("views.png"));
            assertEquals(404, client.get(path).statusCode());
        }
    }

    @Test
    void pagesHearTheEndAndNothingIsLeft() throws Exception {
        run("run").healthy(20);
        Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT);
        Client client = new Client(dashboard);
        try (Client.Events events = client.events("/events")) {
            events.next("runs");
            assertTrue(threads().size() > 1);
            assertTrue(threads().stream().allMatch(Thread::isDaemon), threads().toString());
            dashboard.close();
            events.next("end");
            assertTrue(events.ended());
        }
        for (Thread thread : threads()) {
            thread.join();
        }
        Dashboard.ofRuns(folder, ANY_PORT.withPort(client.port())).close();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("selfsame-dashboard")
                        || thread.getName().equals("HTTP-Dispatcher"))
                .toList();
    }

    @Test
    void whatCanNotBeServedIsOneClearLine() throws Exception {
        try (Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT)) {
            int port = dashboard.address().getPort();
            assertEquals("port " + port + " is in use: name another, or 0 for any", refusal(ANY_PORT.withPort(port)));
        }
        assertEquals("192.0.2.1 is no address of this machine", refusal(ANY_PORT.withHost("192.0.2.1")));
        assertThrows(IllegalArgumentException.class, () -> ANY_PORT.withPort(65_536));
        assertThrows(IllegalArgumentException.class, () -> ANY_PORT.withHost(" "));
    }

    private String refusal(DashboardConfig config) {
        return String.valueOf(assertThrows(DashboardException.class, () -> Dashboard.ofRuns(folder, config))
                .getMessage());
    }

    @Test
    void theAddressCanBeOpened() throws Exception {
        for (String host : List.of("localhost", "127.0.0.1", "127.0.0.2")) {
            try (Dashboard dashboard = Dashboard.ofRuns(folder, ANY_PORT.withHost(host))) {
                assertEquals(host, dashboard.address().getHost());
                var request = HttpRequest.newBuilder(dashboard.address());
                assertEquals(200, new Client(dashboard).send(request).statusCode());
            }
        }
    }
}
