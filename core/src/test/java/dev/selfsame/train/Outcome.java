package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All of a run that must be equal for equal runs: everything but times. */
final class Outcome {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TIMES = List.of("images_per_second", "load_wait", "seconds");

    private final byte[] encoder;
    private final Map<String, String> state;
    private final List<JsonNode> metrics;
    private final Map<String, byte[]> snapshots;

    private Outcome(byte[] encoder, Map<String, String> state, List<JsonNode> metrics, Map<String, byte[]> snapshots) {
        this.encoder = encoder;
        this.state = state;
        this.metrics = metrics;
        this.snapshots = snapshots;
    }

    static Outcome of(Path directory) throws IOException {
        RunDirectory run = RunDirectory.at(directory);
        List<JsonNode> metrics = new ArrayList<>();
        for (String line : Files.readAllLines(run.metrics())) {
            metrics.add(((ObjectNode) JSON.readTree(line)).without(TIMES));
        }
        return new Outcome(
                Files.readAllBytes(run.encoder()), state(run.lastCheckpoint()), metrics, snapshots(run.snapshots()));
    }

    private static Map<String, byte[]> snapshots(Path folder) throws IOException {
        Map<String, byte[]> snapshots = new TreeMap<>();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    snapshots.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
        return snapshots;
    }

    /** The bytes of every tensor of a checkpoint, by name. */
    static Map<String, String> state(Path file) {
        Map<String, String> state = new TreeMap<>();
        Checkpoint checkpoint = Checkpoint.read(file);
        try {
            checkpoint.part("").forEach((name, tensor) -> {
                StringBuilder hex = new StringBuilder();
                for (byte b : tensor.toBytes()) {
                    hex.append(String.format("%02x", b));
                }
                state.put(name, hex.toString());
            });
        } finally {
            checkpoint.close();
        }
        return state;
    }

    /** Fails where the other differs in anything; a run that was stopped has a snapshot more. */
    void assertSameAs(Outcome expected) {
        assertEquals(expected.metrics, metrics);
        assertEquals(expected.state.keySet(), state.keySet());
        expected.state.forEach((name, bytes) -> assertEquals(bytes, state.get(name), name));
        assertArrayEquals(expected.encoder, encoder);
        expected.snapshots.forEach((name, bytes) -> assertArrayEquals(bytes, snapshots.get(name), name));
    }

    byte[] encoder() {
        return encoder;
    }
}
