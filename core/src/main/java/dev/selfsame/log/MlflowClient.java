package dev.selfsame.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MLflow's REST interface for tracking, version 2.0, as far as a run needs it. One request at a time. */
final class MlflowClient {
    /** What a request takes at most, by the documentation of its interface. */
    static final int MOST_METRICS = 1000;

    /** The same of parameters. */
    static final int MOST_PARAMETERS = 100;

    private static final int LONGEST_VALUE = 500; // of a parameter; newer servers take more
    private static final int LONGEST_MESSAGE = 300; // servers put all that they were sent into some
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MlflowServer server;
    private final HttpClient http;

    MlflowClient(MlflowServer server) {
        this.server = server;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the JDK would tell others the authorization too
                .connectTimeout(PATIENCE)
                .build();
    }

    /** A number of a run; {@code timestamp} in milliseconds since 1970. */
    record Metric(String key, double value, long timestamp, long step) {}

    /** The identifier of an experiment, which is made if there is none of this name. */
    String experiment(String name) throws IOException {
        String there = existingExperiment(name);
        if (there != null) {
            return there;
        }
        try {
            ObjectNode body = JSON.createObjectNode().put("name", name);
            return text(post("experiments/create", body).path("experiment_id"));
        } catch (MlflowException e) {
            there = existingExperiment(name); // another run may have made it since
            if (there == null) {
                throw e;
            }
            return there;
        }
    }

    private @Nullable String existingExperiment(String name) throws IOException {
        try {
            String query = "experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
            return text(get("experiments/get-by-name", query).at("/experiment/experiment_id"));
        } catch (MlflowException e) {
            if (e.isMissing()) {
                return null;
            }
            throw e;
        }
    }

    /** Makes a run, and gives its identifier. */
    String createRun(String experiment, String name, Map<String, String> tags) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.put("experiment_id", experiment);
        body.put("start_time", System.currentTimeMillis());
        body.put("run_name", name);
        pairs(body.putArray("tags"), tags);
        pairs((ArrayNode) body.get("tags"), Map.of("mlflow.runName", name)); // where servers before 2.0 look
        return text(post("runs/create", body).at("/run/info/run_id"));
    }

    /** What a run has: the last step of each number, and the names of its parameters. */
    record Known(Map<String, Long> lastSteps, Set<String> parameters) {}

    /** What a run has already. */
    Known known(String run) throws IOException {
        JsonNode data = get("runs/get", "run_id=" + URLEncoder.encode(run, StandardCharsets.UTF_8))
                .at("/run/data");
        Map<String, Long> steps = new HashMap<>();
        for (JsonNode metric : data.path("metrics")) {
            steps.merge(metric.path("key").asText(), metric.path("step").asLong(), Math::max);
        }
        Set<String> parameters = new HashSet<>();
        data.path("params")
                .forEach(parameter -> parameters.add(parameter.path("key").asText()));
        return new Known(steps, parameters);
    }

    /** Adds numbers, {@link #MOST_METRICS} at most. */
    void log(String run, List<Metric> metrics) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("run_id", run);
        ArrayNode array = body.putArray("metrics");
        for (Metric metric : metrics) {
            array.addObject()
                    .put("key", metric.key)
                    .put("value", metric.value)
                    .put("timestamp", metric.timestamp)
                    .put("step", metric.step);
        }
        post("runs/log-batch", body);
    }

    /** Adds parameters, {@link #MOST_PARAMETERS} at most. */
    void parameters(String run, Map<String, String> parameters) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("run_id", run);
        pairs(body.putArray("params"), parameters);
        post("runs/log-batch", body);
    }

    /** Says that a run goes on: {@code RUNNING}. */
    void goOn(String run) throws IOException {
        post("runs/update", JSON.createObjectNode().put("run_id", run).put("status", "RUNNING"));
    }

    /** Says how a run ended: {@code FINISHED}, {@code KILLED} or {@code FAILED}. */
    void end(String run, String status) throws IOException {
        post(
                "runs/update",
                JSON.createObjectNode()
                        .put("run_id", run)
                        .put("status", status)
                        .put("end_time", System.currentTimeMillis()));
    }

    private static void pairs(ArrayNode array, Map<String, String> pairs) {
        pairs.forEach((key, value) -> array.addObject()
                .put("key", key)
                .put("value", value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value));
    }

    private JsonNode get(String path, String query) throws IOException {
        return answer(request(path + "?" + query).GET());
    }

    private JsonNode post(String path, ObjectNode body) throws IOException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + "/api/2.0/mlflow/" + path))
                .timeout(PATIENCE);
        String authorization = server.authorization();
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException {
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        JsonNode body = json(response.body());
        int kind = response.statusCode() / 100;
        if (kind == 3) {
            throw new MlflowException(
                    response.statusCode(), "it sends on to another address, which has to be named itself");
        }
        if (kind != 2) {
            throw new MlflowException(
                    response.statusCode(), line(body.path("message").asText()));
        }
        return body;
    }

    /** The start of a text of the server's, without what would steer a terminal. */
    private static String line(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cc}", " ");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode(); // not MLflow's word; the status says enough
        }
    }

    private static String text(JsonNode value) throws IOException {
        if (value.asText().isEmpty()) {
            throw new IOException("its answer is not that of an MLflow server");
        }
        return value.asText();
    }
}
