package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Live pages, by the command line. */
@Timeout(240)
class DashboardCommandTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private static List<String> training(Path data, Path run, Object... more) {
        return Selfsame.words(
                "train", "--method", "simclr", "--data", data, "--run", run, Selfsame.tiny("--epochs"), List.of(more));
    }

    /** The first list of runs for which something holds. */
    private static JsonNode run(String address, String key, Pattern value) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "events")).build();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HTTP.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: {")) {
                    JsonNode run = new ObjectMapper()
                            .readTree(line.substring("data: ".length()))
                            .path("runs")
                            .path(0);
                    if (value.matcher(run.path(key).asText()).matches()) {
                        return run;
                    }
                }
            }
        }
        throw new IOException("the stream ended");
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private static int stop(String address, String id) throws Exception {
        Matcher action = Pattern.compile("name=\"action\" content=\"([^\"]+)\"")
                .matcher(get(address).body());
        assertTrue(action.find());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "run/" + id + "/stop"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Origin", address.substring(0, address.length() - 1))
                .header("X-Selfsame-Action", action.group(1))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void aTrainingShowsItselfAndIsStoppedByItsPage() throws Exception {
        Selfsame.drawImages(folder, 60, 10);
        Path run = folder.resolve("run");
        try (Working training =
                new Working(training(folder.resolve("train"), run, "--epochs", "100000", "--dashboard", "0"))) {
            String address = training.said("see it learn at ");
            assertTrue(address.startsWith("http://localhost:"), address);
            JsonNode row = run(address, "step", Pattern.compile("[1-9]\\d*"));
            assertEquals("run", row.path("name").asText());
            assertEquals("running", row.path("state").asText());
            HttpResponse<String> sheet = get(address + "run/" + row.path("id").asText() + "/views.png");
            while (sheet.statusCode() != 200) {
                Thread.sleep(50);
                sheet = get(address + "run/" + row.path("id").asText() + "/views.png");
            }
            assertEquals(202, stop(address, row.path("id").asText()));
            Selfsame ended = training.end();
            assertEquals(130, ended.status(), ended.err());
            assertTrue(ended.err().contains("as asked for by the run's page"), ended.err());
        }
        assertFalse(Files.exists(run.resolve("stop")));
        assertTrue(Files.exists(run.resolve("checkpoints/last.ckpt")));
        assertTrue(Files.exists(run.resolve("encoder.safetensors")));
    }

    @Test
    void aFolderOfRunsIsShownUntilItIsStopped() throws Exception {
        Path data = Files.createDirectories(folder.resolve(HOSTILE));
        Selfsame.drawImages(data, 40, 10);
        Path run = folder.resolve("runs").resolve(HOSTILE);
        Selfsame.run(training(data.resolve("train"), run, "--epochs", "1", "--max-steps", "1"))
                .done();
        Selfsame.run("report", "--run", run).done();
        assertFalse(Files.readString(run.resolve("report.html")).contains(HOSTILE));
        try (Working dashboard = new Working("dashboard", folder.resolve("runs"), "--port", "0")) {
            String address = dashboard.said("address ");
            JsonNode row = run(address, "state", Pattern.compile("finished"));
            assertEquals(HOSTILE, row.path("name").asText());
            assertEquals(409, stop(address, row.path("id").asText()));
        }
    }

    @Test
    void anInterruptEndsItAndJsonIsOneObject() throws Exception {
        Working dashboard = new Working("dashboard", folder, "--port", "0", "--json");
        dashboard.said("{\"address\":");
        dashboard.close();
        Selfsame ended = dashboard.end();
        assertEquals(130, ended.status());
        assertTrue(ended.json().path("address").asText().startsWith("http://localhost:"));
    }

    @Test
    void aPortInUseIsSaidBeforeAnythingIsTrained() throws Exception {
        Selfsame.drawImages(folder, 40, 10);
        Path run = folder.resolve("run");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            String line = "port " + port + " is in use: name another, or 0 for any";
            Selfsame train = Selfsame.run(training(folder.resolve("train"), run, "--epochs", "1", "--dashboard", port));
            assertEquals(1, train.status());
            assertEquals(line, train.complaint());
            assertFalse(Files.exists(run));
            Selfsame dashboard = Selfsame.run("dashboard", folder, "--port", port);
            assertEquals(1, dashboard.status());
            assertEquals(line, dashboard.complaint());
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertEquals(
                "no such folder: " + folder.resolve("none"),
                Selfsame.run("dashboard", folder.resolve("none")).complaint());
        Selfsame port = Selfsame.run("dashboard", folder, "--port", "70000");
        assertEquals(2, port.status());
        assertTrue(port.complaint().startsWith("the port must be 0 to 65535, got 70000"), port.err());
        Selfsame host = Selfsame.run(
                "train", "--method", "simclr", "--data", "demo", "--run", folder.resolve("r"), "--dashboard-host", "x");
        assertEquals(2, host.status());
        assertTrue(host.complaint().startsWith("--dashboard-host needs --dashboard"), host.err());
    }
}
