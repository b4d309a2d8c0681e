package dev.selfsame.model;

import dev.selfsame.data.Sha256;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of something that goes on later: a safetensors file of tensors, whose metadata hold the rest and a SHA-256 of
 * all that is in the file. It is written aside, forced to the disk and renamed, so that a file under its name is whole.
 *
 * @param tensors by name; closed by {@link #close}
 * @param metadata by name, without the checksum
 */
public record StateFile(Map<String, Tensor> tensors, Map<String, String> metadata) implements AutoCloseable {
    private static final String CHECKSUM = "sha256";

    /** Writes one; what was there before stays until it is whole. */
    public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        Map<String, String> all = new TreeMap<>(metadata);
        all.put(CHECKSUM, checksum(tensors, metadata));
        Safetensors.write(path, tensors, all);
    }

    /**
     * What a file says beside the tensors, which are not read.
     *
     * @throws ModelFileException if it is no safetensors file
     */
    public static Map<String, String> head(Path path) throws IOException {
        try (Safetensors file = Safetensors.open(path)) {
            return metadata(file);
        }
    }

    /**
     * Reads a file and checks it.
     *
     * @throws ModelFileException if it is no safetensors file, is cut short or was changed
     */
    public static StateFile read(Path path) throws IOException {
        try (Safetensors file = Safetensors.open(path)) {
            StateFile state = new StateFile(file.readAll(), metadata(file));
            if (!checksum(state.tensors, state.metadata).equals(file.metadata().get(CHECKSUM))) {
                state.close();
                throw new ModelFileException(path + " is damaged: its checksum is not that of its content");
            }
            return state;
        }
    }

    private static Map<String, String> metadata(Safetensors file) {
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        metadata.remove(CHECKSUM);
        return metadata;
    }

    /** The tensors whose names start with a prefix, without it. */
    public Map<String, Tensor> part(String prefix) {
        Map<String, Tensor> part = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }

    /** Hexadecimal SHA-256 of tensors, with their names, types and shapes, and of metadata. */
    public static String checksum(Map<String, Tensor> tensors, Map<String, String> metadata) {
        MessageDigest digest = Sha256.digest();
        new TreeMap<>(metadata).forEach((key, value) -> {
            digest.update((key + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
        });
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            digest.update((name + "\0" + tensor.dtype() + Arrays.toString(tensor.shape()) + "\0")
                    .getBytes(StandardCharsets.UTF_8));
            TensorBytes.forEachChunk(tensor, digest::update);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The name of a tensor that has a value which is no finite number, if there is one. */
    public static Optional<String> notFinite(Map<String, Tensor> tensors) {
        try (NoGrad guard = new NoGrad()) {
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                Tensor tensor = entry.getValue();
                try (Scope scope = new Scope()) {
                    if (tensor.dtype().isFloating() && !Compare.all(Compare.isFinite(tensor))) {
                        return Optional.of(entry.getKey());
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
