package dev.selfsame.train;

import dev.selfsame.data.Reason;
import dev.selfsame.data.Sha256;
import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole state of a run after some step: a safetensors file of the method's and the optimiser's tensors. Its metadata
 * hold the format's version, the step, the configuration, the fingerprint of the images, how the run was made, and a
 * SHA-256 of everything else in the file. It is written aside, forced to the disk and renamed, so that a file under its
 * name is whole.
 */
final class Checkpoint {
    private static final int VERSION = 1;
    private static final String FORMAT = "selfsame-checkpoint";
    private static final String CHECKSUM = "sha256";

    private final Path path;
    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    private Checkpoint(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.path = path;
        this.tensors = tensors;
        this.metadata = metadata;
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
        metadata.put(CHECKSUM, checksum(tensors, metadata));
        Writing.to(path, () -> Safetensors.write(path, tensors, metadata));
    }

    /** What a file says beside the tensors, without reading those. */
    static State head(Path path) {
        try (Safetensors file = Safetensors.open(path)) {
            return new Checkpoint(path, Map.of(), metadata(path, file)).state();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Reads a file and checks it; the caller closes the tensors.
     *
     * @throws RunException if it is no checkpoint, from a newer version, cut short or changed
     */
    static Checkpoint read(Path path) {
        try (Safetensors file = Safetensors.open(path)) {
            Map<String, String> metadata = metadata(path, file);
            Checkpoint checkpoint = new Checkpoint(path, file.readAll(), metadata);
            String expected = metadata.remove(CHECKSUM);
            if (!checksum(checkpoint.tensors, metadata).equals(expected)) {
                checkpoint.close();
                throw new RunException(path + " is damaged: its checksum is not that of its content" + advice(path));
            }
            return checkpoint;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Map<String, String> metadata(Path path, Safetensors file) {
        Map<String, String> metadata = new TreeMap<>(file.metadata());
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
        Map<String, Tensor> part = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }

    void close() {
        tensors.values().forEach(Tensor::close);
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

    private static String checksum(Map<String, Tensor> tensors, Map<String, String> metadata) {
        MessageDigest digest = Sha256.digest();
        metadata.forEach((key, value) -> {
            digest.update((key + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
        });
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            digest.update((name + "\0" + tensor.dtype() + Arrays.toString(tensor.shape()) + "\0")
                    .getBytes(StandardCharsets.UTF_8));
            TensorBytes.forEachChunk(tensor, digest::update);
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
