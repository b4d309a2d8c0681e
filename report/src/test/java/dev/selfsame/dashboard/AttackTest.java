package dev.selfsame.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.report.RunFixture;
import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who wants what isn't theirs. */
@Timeout(120)
class AttackTest {
    private static final String SECRET = "nobody may see this";

    @TempDir
    Path parent;

    private Path folder() throws IOException {
        Files.writeString(parent.resolve("secret.txt"), SECRET);
        Path folder = Files.createDirectories(parent.resolve("runs"));
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        return folder;
    }

    private Dashboard open() throws IOException {
        return Dashboard.ofRuns(folder(), DashboardTest.ANY_PORT);
    }

    @Test
    void noPathLeadsOut() throws Exception {
        Path folder = folder();
        RunFixture run = new RunFixture(folder.resolve("run")).healthy(10);
        Files.writeString(run.directory.resolve("secret.txt"), SECRET);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, DashboardTest.ANY_PORT)) {
            Client client = new Client(dashboard);
            String id = client.id("run");
            for (String path : List.of(
                    "/secret.txt",
                    "/../secret.txt",
                    "/%2e%2e/secret.txt",
                    "/..%2fsecret.txt",
                    "/assets/../secret.txt",
                    "/assets/..%2f..%2fsecret.txt",
                    "/assets/%2e%2e/%2e%2e/secret.txt",
                    "/assets//etc/passwd",
                    "/assets/report.js/../../secret.txt",
                    "//etc/passwd",
                    "/run/" + id + "/secret.txt",
                    "/run/" + id + "/config.yaml",
                    "/run/" + id + "/..%2fsecret.txt",
                    "/run/" + id + "/../secret.txt",
                    "/run/..%2f" + id,
                    "/run/../../secret.txt",
                    "/run/run",
                    "/run/%00",
                    "/run/" + id + "%00/views.png",
                    "/run/" + id.toUpperCase(Locale.ROOT).replaceAll("\\d", "A"),
                    "/run/0000000000000000/views.png",
                    "/events?run=../secret.txt",
                    "/events?run=0000000000000000",
                    "/events?run=%",
                    "/..\\secret.txt",
                    "http://127.0.0.1/secret.txt",
                    "file:///etc/passwd")) {
                String answer = client.raw(
                        "GET " + path + " HTTP/1.1\nHost: 127.0.0.1:" + client.port() + "\nConnection: close\n\n");
                assertFalse(answer.contains(SECRET) || answer.contains("root:"), path);
                int status = answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
                assertTrue(status == 404 || status == 400, path + ": " + status);
            }
        }
    }

    @Test
    void aNameThatWasMadeToPointHereGetsNothing() throws Exception {
        try (Dashboard dashboard = open()) {
            Client client = new Client(dashboard);
            String port = ":" + client.port();
            for (String host :
                    List.of("localhost" + port, "LOCALHOST", "127.0.0.1" + port, "[::1]" + port, "localhost:1")) {
                assertEquals(200, client.rawGet("/", "Host: " + host), host);
            }
            for (String host : List.of(
                    "evil.example", "evil.example" + port, "localhost.evil.example", "127.0.0.1.evil.example")) {
                assertEquals(403, client.rawGet("/", "Host: " + host), host);
                assertEquals(403, client.rawGet("/events", "Host: " + host), host);
            }
            for (String host : List.of("", "localhost@evil.example", "localhost/x", "a b", "localhost:x")) {
                assertEquals(400, client.rawGet("/", "Host: " + host), host);
            }
            assertEquals(400, client.rawGet("/", "X: y"));
            assertEquals(400, client.rawGet("/", "Host: localhost", "Host: evil.example"));
        }
    }

    @Test
    void onlyOurOwnPagesChangeAnything() throws Exception {
        Path folder = folder();
        RunFixture run = new RunFixture(folder.resolve("run"))
                .provenance("x", 5000, false)
                .healthy(10);
        try (RunDirectory held = RunDirectory.hold(run.directory, true);
                Dashboard dashboard = Dashboard.ofRuns(folder, DashboardTest.ANY_PORT)) {
            Client client = new Client(dashboard);
            String path = "/run/" + client.id("run") + "/stop";
            String own = "http://127.0.0.1:" + client.port();
            String action = client.action();
            assertEquals(403, client.send(post(client, path)).statusCode());
            assertEquals(
                    403, client.send(post(client, path).header("Origin", own)).statusCode());
            assertEquals(
                    403,
                    client.send(post(client, path).header("X-Selfsame-Action", action))
                            .statusCode());
            for (String origin : List.of(
                    "http://evil.example",
                    "null",
                    "http://127.0.0.1",
                    "http://127.0.0.1:" + (client.port() - 1),
                    "http://localhost:" + client.port(),
                    own + ".evil.example")) {
                var request = post(client, path).header("Origin", origin).header("X-Selfsame-Action", action);
                assertEquals(403, client.send(request).statusCode(), origin);
            }
            var guessed = post(client, path).header("Origin", own).header("X-Selfsame-Action", action + "x");
            assertEquals(403, client.send(guessed).statusCode());
            var body = client.request(path)
                    .POST(HttpRequest.BodyPublishers.ofString("x".repeat(10_000)))
                    .header("Origin", own)
                    .header("X-Selfsame-Action", action);
            assertEquals(413, client.send(body).statusCode());
            assertEquals(404, client.get(path).statusCode());
            assertEquals(405, client.send(client.request(path).DELETE()).statusCode());
            assertFalse(Files.exists(held.stop()));
            var right = post(client, path).header("Origin", own).header("X-Selfsame-Action", action);
            assertEquals(202, client.send(right).statusCode());
            assertTrue(Files.exists(held.stop()));
        }
    }

    private static HttpRequest.Builder post(Client client, String path) {
        return client.request(path).POST(HttpRequest.BodyPublishers.noBody());
    }

    @Test
    void whereOthersReachItATokenIsWanted() throws Exception {
        Path folder = folder();
        new RunFixture(folder.resolve("run")).healthy(10);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, DashboardTest.ANY_PORT.withHost("0.0.0.0"))) {
            Client client = new Client(dashboard);
            String query = "/?" + dashboard.address().getRawQuery();
            String token = query.substring("/?token=".length());
            assertEquals(32, token.length());
            for (String path : List.of(
                    "/",
                    "/events",
                    "/compare",
                    "/assets/report.css",
                    "/?token",
                    "/?token=",
                    "/?token=" + token.substring(1),
                    "/?token=" + token.toLowerCase(Locale.ROOT) + "x",
                    "/?other=" + token)) {
                HttpResponse<String> refused = client.get(path);
                assertEquals(401, refused.statusCode(), path);
                assertFalse(refused.body().contains("run"), path);
                assertFalse(refused.headers().firstValue("Set-Cookie").isPresent(), path);
            }
            assertEquals(401, client.send(post(client, query)).statusCode());
            HttpResponse<String> welcome = client.get(query);
            assertEquals(200, welcome.statusCode());
            assertFalse(welcome.body().contains(token));
            String cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow();
            assertTrue(cookie.endsWith("; Path=/; HttpOnly; SameSite=Strict"), cookie);
            String pair = cookie.substring(0, cookie.indexOf(';'));
            assertFalse(pair.contains(token));
            assertEquals(
                    200,
                    client.send(client.request("/").header("Cookie", "a=b; " + pair))
                            .statusCode());
            String name = pair.substring(0, pair.indexOf('='));
            for (String wrong : List.of(name + "=" + token, name + "=", name, pair + "x", "x" + pair)) {
                assertEquals(
                        401,
                        client.send(client.request("/").header("Cookie", wrong)).statusCode(),
                        wrong);
            }
        }
    }

    @Test
    void secretsAreNewEachTimeAndOnThisMachineNoneIsWanted() throws Exception {
        try (Dashboard one = Dashboard.ofRuns(folder(), DashboardTest.ANY_PORT.withHost("0.0.0.0"));
                Dashboard other = Dashboard.ofRuns(folder(), DashboardTest.ANY_PORT.withHost("0.0.0.0"));
                Dashboard local = open()) {
            assertNotEquals(one.address().getQuery(), other.address().getQuery());
            assertEquals(null, local.address().getQuery());
            assertEquals(200, new Client(local).get("/").statusCode());
        }
    }

    /** The server of the JDK says on the terminal what it thinks of a length that goes with {@code HEAD}. */
    @Test
    void whoAsksForNoContentGetsTheHeadersOnly() throws Exception {
        Logger server = Logger.getLogger("com.sun.net.httpserver");
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        Handler ear = new ConsoleHandler() {
            @Override
            public synchronized void publish(LogRecord line) {
                said.add(line.getMessage());
            }
        };
        server.addHandler(ear);
        try (Dashboard dashboard = open()) {
            for (String path : List.of("/", "/none", "/events", "/events?run=none")) {
                String answer =
                        new Client(dashboard).raw("HEAD " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
                assertTrue(answer.startsWith(path.contains("none") ? "HTTP/1.1 404" : "HTTP/1.1 200"), answer);
                assertTrue(answer.endsWith("\r\n\r\n"), answer);
                assertEquals(path.equals("/events"), answer.contains("text/event-stream"), answer);
            }
        } finally {
            server.removeHandler(ear);
        }
        assertEquals(List.of(), said);
    }

    @Test
    void everyAnswerForbidsWhatIsNotOurs() throws Exception {
        try (Dashboard dashboard = open()) {
            Client client = new Client(dashboard);
            for (String path : List.of("/", "/compare", "/assets/report.js", "/none", "/events?run=none")) {
                HttpResponse<String> answer = client.get(path);
                String policy =
                        answer.headers().firstValue("Content-Security-Policy").orElseThrow();
                assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
                assertFalse(policy.contains("unsafe"), policy);
                assertEquals(
                        "nosniff",
                        answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
                assertEquals(
                        "no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
                assertEquals(
                        "no-referrer",
                        answer.headers().firstValue("Referrer-Policy").orElseThrow());
                assertFalse(answer.headers()
                        .firstValue("Access-Control-Allow-Origin")
                        .isPresent());
            }
            for (String page : List.of("/", "/compare")) {
                String html = client.get(page).body();
                assertFalse(html.contains("<script>") || html.contains("style="), page);
                assertFalse(Pattern.compile("\\son[a-z]+=").matcher(html).find(), page);
            }
        }
    }

    @Test
    void longAndManyRequestsHaveTheirEnd() throws Exception {
        Path folder = folder();
        new RunFixture(folder.resolve("run")).healthy(10);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, DashboardTest.ANY_PORT)) {
            Client client = new Client(dashboard);
            String id = client.id("run");
            assertEquals(414, client.get("/?" + "x".repeat(5_000)).statusCode());
            String nine = "/events?" + ("run=" + id + "&").repeat(9);
            assertEquals(400, client.get(nine).statusCode());
            List<Client.Events> open = new ArrayList<>();
            while (open.size() < EventStreams.MOST) {
                try {
                    Client.Events events = client.events("/events");
                    events.next("runs");
                    open.add(events);
                } catch (IOException e) {
                    Thread.sleep(100); // the one that asked for the id has not left yet
                }
            }
            assertEquals(503, client.get("/events").statusCode());
            assertEquals(200, client.get("/").statusCode());
            open.remove(0).close();
            Client.Events again = null;
            while (again == null) {
                try {
                    again = client.events("/events");
                } catch (IOException e) {
                    Thread.sleep(100); // that a page is gone is seen when it is written to
                }
            }
            open.add(again);
            open.forEach(Client.Events::close);
        }
    }

    @Test
    void whoSendsHalfARequestKeepsNobodyOut() throws Exception {
        try (Dashboard dashboard = Dashboard.ofRuns(folder(), DashboardTest.ANY_PORT, Duration.ofMillis(300))) {
            Client client = new Client(dashboard);
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), client.port());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.UTF_8));
                slow.add(socket);
            }
            assertEquals(200, client.get("/").statusCode());
            for (Socket socket : slow) {
                assertTrue(isClosed(socket));
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true; // it was reset
        }
    }

    @Test
    void whoTakesNothingKeepsNoStream() throws Exception {
        Path folder = folder();
        RunFixture run = new RunFixture(folder.resolve("run")).healthy(10);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, DashboardTest.ANY_PORT, Duration.ofMillis(300))) {
            Client client = new Client(dashboard);
            String id = client.id("run");
            List<Socket> deaf = new ArrayList<>();
            for (int i = 0; i < EventStreams.MOST; i++) {
                Socket socket = new Socket();
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.port()));
                socket.getOutputStream()
                        .write(("GET /events?run=" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
                deaf.add(socket);
            }
            // Far more than the buffers of a connection hold.
            run.write("provenance.json", "{\"version\": \"" + "x".repeat(8 << 20) + "\"}");
            Client.Events events = null;
            while (events == null) {
                try {
                    events = client.events("/events");
                } catch (IOException e) {
                    Thread.sleep(100);
                }
            }
            events.close();
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    void namesOfRunsAndFoldersStayText() throws Exception {
        String name = "<img src=x onerror=alert(1)>";
        Path folder = folder();
        new RunFixture(folder.resolve(name))
                .provenance("9 images below " + name, 5000, true)
                .healthy(10);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, DashboardTest.ANY_PORT)) {
            Client client = new Client(dashboard);
            String id = client.id(name);
            assertFalse(client.get("/").body().contains("onerror"));
            assertFalse(client.get("/run/" + id).body().contains("onerror"));
            assertFalse(client.get("/compare?run=" + name.replaceAll("[^a-z]", "%20"))
                    .body()
                    .contains("onerror"));
            try (Client.Events events = client.events("/events?run=" + id)) {
                assertEquals(
                        "9 images below " + name,
                        events.next("run").at("/configuration/Images").asText());
            }
        }
    }

    @Test
    void noSecretIsInAnyFile() throws Exception {
        Path folder = folder();
        RunFixture run = new RunFixture(folder.resolve("run")).healthy(10);
        try (Dashboard dashboard = Dashboard.ofRuns(folder, DashboardTest.ANY_PORT.withHost("0.0.0.0"));
                Stream<Path> files = Files.walk(run.directory)) {
            String token = dashboard.address().getQuery().substring("token=".length());
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(token), file.toString());
            }
            assertFalse(dashboard.toString().contains(token));
        }
    }
}
