package dev.selfsame.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a dashboard, as a browser does and as no browser would. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ACTION = Pattern.compile("name=\"action\" content=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Client(Dashboard dashboard) {
        address = dashboard.address();
    }

    /** A stream of events that is open. */
    static final class Events implements AutoCloseable {
        private final InputStream in;
        private final BufferedReader lines;

        private Events(InputStream in) {
            this.in = in;
            lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        /** The data of the next event of a name; those of others are passed over. */
        JsonNode next(String name) throws IOException {
            boolean there = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    there = line.equals("event: " + name);
                } else if (there && line.startsWith("data: ")) {
                    return JSON.readTree(line.substring("data: ".length()));
                }
            }
            throw new IOException("the stream ended before an event " + name);
        }

        /** Whether nothing more comes. */
        boolean ended() throws IOException {
            String line = lines.readLine();
            while (line != null && line.isEmpty()) {
                line = lines.readLine();
            }
            return line == null;
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    int port() {
        return address.getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Events events(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request(path).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("status " + response.statusCode());
        }
        return new Events(response.body());
    }

    /** The first list of runs that is not empty. */
    JsonNode runs() throws IOException, InterruptedException {
        try (Events events = events("/events")) {
            while (true) {
                JsonNode runs = events.next("runs").path("runs");
                if (!runs.isEmpty()) {
                    return runs;
                }
            }
        }
    }

    /** The id of a run. */
    String id(String name) throws IOException, InterruptedException {
        for (JsonNode run : runs()) {
            if (run.path("name").asText().equals(name)) {
                return run.path("id").asText();
            }
        }
        throw new IOException("no run " + name);
    }

    /** The word that a page was given. */
    String action() throws IOException, InterruptedException {
        Matcher action = ACTION.matcher(get("/").body());
        if (!action.find()) {
            throw new IOException("the page has no such word");
        }
        return action.group(1);
    }

    /** Bytes over a bare connection, and all that comes back; lines end as HTTP wants it. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The status of a bare {@code GET}. */
    int rawGet(String path, String... headers) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\n" + String.join("\n", headers) + "\nConnection: close\n\n");
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
