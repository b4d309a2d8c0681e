package dev.selfsame.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.selfsame.data.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as an MLflow server has it. It is made when there is something to send for the first time, and found again by the
 * file that says its identifier; what it has already is not sent twice. Used by one thread.
 */
final class MlflowRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MlflowServer server;
    private final MlflowClient client;
    private final Path file;
    private final String name;
    private final boolean goesOn;
    private final Map<String, String> parameters;
    private final Map<String, Long> lastSteps = new LinkedHashMap<>();
    private String id = "";

    /**
     * A run, which needs no server still.
     *
     * @param file where its identifier stands, or will
     * @param goesOn whether an earlier sitting may have made it
     * @param parameters by name, of which the server is told unless it knows them
     */
    MlflowRun(MlflowServer server, Path file, String name, boolean goesOn, Map<String, String> parameters) {
        this.server = server;
        this.client = new MlflowClient(server);
        this.file = file;
        this.name = name;
        this.goesOn = goesOn;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /**
     * Sends numbers, and before the first ones what the server has to know.
     *
     * @throws MlflowException if the server refused something; refused parameters, which aren't sent again, keep no numbers
     *     back
     */
    void send(List<MlflowClient.Metric> metrics) throws IOException {
        if (id.isEmpty() && !(goesOn && found())) {
            String experiment = client.experiment(server.experiment());
            id = client.createRun(experiment, name, Map.of("mlflow.source.name", "selfsame"));
            remember(experiment);
        }
        MlflowException refused = sendParameters();
        List<MlflowClient.Metric> fresh = new ArrayList<>();
        for (MlflowClient.Metric metric : metrics) {
            if (metric.step() > lastSteps.getOrDefault(metric.key(), -1L)) {
                fresh.add(metric);
            }
        }
        if (!fresh.isEmpty()) {
            client.log(id, fresh);
        }
        if (refused != null) {
            throw refused;
        }
    }

    /** Sends those that were not sent yet; gives why some were refused, or null. */
    private @Nullable MlflowException sendParameters() throws IOException {
        MlflowException refused = null;
        while (!parameters.isEmpty()) {
            Map<String, String> some = new LinkedHashMap<>();
            parameters.entrySet().stream()
                    .limit(MlflowClient.MOST_PARAMETERS)
                    .forEach(parameter -> some.put(parameter.getKey(), parameter.getValue()));
            try {
                client.parameters(id, some);
            } catch (MlflowException e) {
                if (e.mayPass()) {
                    throw e;
                }
                refused = e;
            }
            parameters.keySet().removeAll(some.keySet());
        }
        return refused;
    }

    /** Says how it ended, if the server knows of it. */
    void end(String status) throws IOException {
        if (!id.isEmpty()) {
            client.end(id, status);
        }
    }

    /** Whether the server still has the run of an earlier sitting. */
    private boolean found() throws IOException {
        JsonNode saved = saved();
        String earlier = saved.path("run_id").asText();
        if (earlier.isEmpty()
                || !saved.path("address").asText().equals(server.address().toString())) {
            return false;
        }
        try {
            MlflowClient.Known known = client.known(earlier);
            client.goOn(earlier);
            lastSteps.putAll(known.lastSteps());
            parameters.keySet().removeAll(known.parameters());
        } catch (MlflowException e) {
            if (e.isMissing()) {
                return false;
            }
            throw e;
        }
        id = earlier;
        return true;
    }

    /** What the file says; nothing where there is none, or a damaged one. */
    private JsonNode saved() throws IOException {
        try {
            return Files.exists(file) ? JSON.readTree(Files.readString(file)) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private void remember(String experiment) throws IOException {
        String text = JSON.createObjectNode()
                        .put("address", server.address().toString())
                        .put("experiment", server.experiment())
                        .put("experiment_id", experiment)
                        .put("run_id", id)
                        .toPrettyString()
                + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (AtomicFile fresh = AtomicFile.create(file)) {
            fresh.stream().write(bytes, 0, bytes.length);
            fresh.commit();
        }
    }
}
