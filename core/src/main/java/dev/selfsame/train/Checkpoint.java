package dev.selfsame.train;

import dev.selfsame.data.Reason;
import dev.selfsame.model.StateFile;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole state of a run after some step: a {@link StateFile} of the method's and the optimiser's tensors. Its metadata
 * hold the format's version, the step, the configuration, the fingerprint of the images, and how the run was made.
 */
final class Checkpoint {
    private static final int VERSION = 1;
    private static final String FORMAT = "selfsame-checkpoint";

    private final Path path;
    private final StateFile file;

    private Checkpoint(Path path, StateFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * What the file says beside the tensors.
     *
     * @param step steps done
     * @param seconds of training, over all sittings
     * @param configuration of the run
     * @param fingerprint of the images
     * @param origin version, command line and machine, as JSON; an empty object in files of earlier versions
     */
    record State(long step, double seconds, Configuration configuration, String fingerprint, String origin) {}

    static void write(Path path, Map<String, Tensor> tensors, State state) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("format", FORMAT);
        metadata.put("version", Integer.toString(VERSION));
        metadata.put("step", Long.toString(state.step));
        metadata.put("seconds", Double.toString(state.seconds));
        metadata.put("configuration", state.configuration.toYaml());
        metadata.put("data", state.fingerprint);
        metadata.put("origin", state.origin);
        Writing.to(path, () -> StateFile.write(path, tensors, metadata));
    }

    /** What a file says beside the tensors, without reading those. */
    static State head(Path path) {
        return state(path, metadata(path));
    }

    /**
     * Reads a file and checks it; the caller closes the tensors.
     *
     * @throws RunException if it is no checkpoint, from a newer version, cut short or changed
     */
    static Checkpoint read(Path path) {
        metadata(path);
        try {
            return new Checkpoint(path, StateFile.read(path));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Map<String, String> metadata(Path path) {
        Map<String, String> metadata;
        try {
            metadata = StateFile.head(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new RunException(path + " is not a checkpoint of Selfsame" + advice(path));
        }
        String version = metadata.getOrDefault("version", "");
        if (!version.equals(Integer.toString(VERSION))) {
            throw new RunException(path + " has checkpoint format " + version + ", this version of Selfsame reads "
                    + VERSION + ": use the version that wrote it, or a newer one");
        }
        return metadata;
    }

    private static RunException unreadable(Path path, IOException e) {
        String reason = Reason.of(e);
        return new RunException(
                (reason.contains(path.toString()) ? reason : "can't read " + path + ": " + reason) + advice(path), e);
    }

    State state() {
        return state(path, file.metadata());
    }

    private static State state(Path path, Map<String, String> metadata) {
        try {
            return new State(
                    Long.parseLong(metadata.getOrDefault("step", "")),
                    Double.parseDouble(metadata.getOrDefault("seconds", "0")),
                    Configuration.parse(metadata.getOrDefault("configuration", "")),
                    metadata.getOrDefault("data", ""),
                    metadata.getOrDefault("origin", "{}"));
        } catch (IllegalArgumentException e) {
            throw new RunException(path + ": " + e.getMessage(), e);
        }
    }

    /** The tensors whose names start with a prefix, without it. */
    Map<String, Tensor> part(String prefix) {
        return file.part(prefix);
    }

    void close() {
        file.close();
    }

    private static String advice(Path path) {
        Path directory = path.resolveSibling("");
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("epoch-\\d+\\.ckpt"))
                    .max(Comparator.naturalOrder())
                    .map(file -> "; " + file + " is older: copy it over this one to go on from there")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
