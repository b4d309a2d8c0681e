package dev.selfsame.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As much of an MLflow server as a run talks to, on loopback; it can be told to fail. */
final class FakeMlflow implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a run has: each value by name and step, its parameters and its state. */
    static final class Run {
        final Map<String, Map<Long, Double>> metrics = new TreeMap<>();
        final Map<String, String> parameters = new TreeMap<>();
        final List<String> doubled = new ArrayList<>();
        String name = "";
        String status = "RUNNING";
    }

    final Map<String, String> experiments = new TreeMap<>();
    final Map<String, Run> runs = new TreeMap<>();
    final List<String> requests = new ArrayList<>();
    /** How many requests are answered by 503 before the next that is not. */
    final AtomicInteger unavailable = new AtomicInteger();
    /** Answers every {@code log-batch} with 400, if true. */
    volatile boolean refusing;
    /** Answers every {@code log-batch} that has parameters with 400, if true. */
    volatile boolean refusingParameters;
    /** Answers every {@code log-batch} with 503, if true. */
    volatile boolean overloaded;
    /** Why it refuses. */
    volatile String refusal = "Invalid value";
    /** Whether an experiment that shall be made is made by somebody else just before. */
    volatile boolean racing;
    /** Where it sends all requests on to; nowhere if null. */
    volatile @Nullable String elsewhere;

    volatile @Nullable String authorization;

    private final HttpServer server;

    FakeMlflow() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/2.0/mlflow/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/2.0/mlflow/".length());
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode body = JSON.readTree(text.isEmpty() ? "{}" : text);
        int status;
        ObjectNode answer = JSON.createObjectNode();
        synchronized (this) {
            requests.add(path);
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            status = unavailable.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? 503 : answer(path, query, body, answer);
        }
        if (elsewhere != null) {
            status = 302;
            exchange.getResponseHeaders().add("Location", elsewhere + exchange.getRequestURI());
        }
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private int answer(String path, String query, JsonNode body, ObjectNode answer) {
        switch (path) {
            case "experiments/get-by-name" -> {
                String id = experiments.get(query.replace("experiment_name=", ""));
                if (id == null) {
                    return no(answer, 404, "No Experiment with that name exists");
                }
                answer.putObject("experiment").put("experiment_id", id);
            }
            case "experiments/create" -> {
                String id = Integer.toString(experiments.size() + 1);
                experiments.put(body.get("name").asText(), id);
                if (racing) {
                    return no(answer, 400, "Experiment already exists");
                }
                answer.put("experiment_id", id);
            }
            case "runs/create" -> {
                Run run = new Run();
                run.name = body.get("run_name").asText();
                String id = "run" + runs.size();
                runs.put(id, run);
                answer.putObject("run").putObject("info").put("run_id", id);
            }
            case "runs/get" -> {
                Run run = runs.get(query.replace("run_id=", ""));
                if (run == null) {
                    return no(answer, 404, "Run not found");
                }
                ObjectNode data = answer.putObject("run").putObject("data");
                var metrics = data.putArray("metrics");
                run.metrics.forEach((key, values) -> values.keySet().stream()
                        .max(Long::compare)
                        .ifPresent(step -> metrics.addObject().put("key", key).put("step", step)));
                var parameters = data.putArray("params");
                run.parameters.forEach(
                        (key, value) -> parameters.addObject().put("key", key).put("value", value));
            }
            case "runs/update" -> {
                runs.get(body.get("run_id").asText()).status =
                        body.get("status").asText();
            }
            case "runs/log-batch" -> {
                if (overloaded) {
                    return 503;
                }
                if (refusing || (refusingParameters && body.has("params"))) {
                    return no(answer, 400, refusal);
                }
                log(runs.get(body.get("run_id").asText()), body);
            }
            default -> {
                return no(answer, 404, "no such path");
            }
        }
        return 200;
    }

    private static void log(Run run, JsonNode body) {
        body.path("params")
                .forEach(pair -> run.parameters.put(
                        pair.get("key").asText(), pair.get("value").asText()));
        body.path("metrics").forEach(metric -> {
            String key = metric.get("key").asText();
            long step = metric.get("step").asLong();
            Map<Long, Double> values = run.metrics.computeIfAbsent(key, k -> new TreeMap<>());
            if (values.put(step, metric.get("value").asDouble()) != null) {
                run.doubled.add(key + " at step " + step);
            }
        });
    }

    private static int no(ObjectNode answer, int status, String message) {
        answer.put("error_code", "X").put("message", message);
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
