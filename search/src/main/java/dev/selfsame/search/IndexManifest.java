package dev.selfsame.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.selfsame.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an index says of itself, in {@value #NAME}.
 *
 * @param format grows by one when indexes can no longer be read by older versions, or older ones by this
 * @param version which Selfsame wrote it
 * @param model the fingerprint of the encoder that made the embeddings, null where it is not known
 * @param dimension the length of an embedding
 * @param rows how many
 * @param graph whether it has a graph of neighbours
 * @param files bytes of the other files by name
 */
record IndexManifest(
        @JsonProperty("selfsame-index") int format,
        String version,
        @Nullable String model,
        int dimension,
        int rows,
        boolean graph,
        Map<String, Long> files) {
    static final String NAME = "index.json";
    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /** Writes it into a directory whose other files are all there. */
    void write(Path directory) throws IOException {
        try (AtomicFile file = AtomicFile.create(directory.resolve(NAME))) {
            file.stream().write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            file.commit();
        }
    }

    /** Bytes of the files of a directory by name, but for this one. */
    static Map<String, Long> files(Path directory) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> list = Files.list(directory)) {
            for (Path file : list.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.equals(NAME) && !name.equals("write.lock")) {
                    sizes.put(name, Files.size(file));
                }
            }
        }
        return sizes;
    }

    /** Whether a directory is an index, whole or not. */
    static boolean isIndex(Path directory) {
        return Files.isRegularFile(directory.resolve(NAME));
    }

    /**
     * Reads it, and holds what it says against the files.
     *
     * @throws IndexException if there is none, it is of another version, or the files are cut off
     */
    static IndexManifest read(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            throw new IndexException("there is no index " + directory);
        }
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        if (!isIndex(directory)) {
            throw new IndexException(directory + " is no index of Selfsame: it has no " + NAME);
        }
        IndexManifest manifest;
        try {
            JsonNode json = JSON.readTree(directory.resolve(NAME).toFile());
            requireFormat(directory, json);
            manifest = JSON.treeToValue(json, IndexManifest.class);
            if (manifest.files() == null || manifest.rows() < 1) {
                throw new IndexException(directory.resolve(NAME) + " is damaged: it names no files or no rows");
            }
        } catch (JsonProcessingException e) {
            throw new IndexException(directory.resolve(NAME) + " is damaged: " + e.getOriginalMessage(), e);
        }
        manifest.requireFiles(directory);
        return manifest;
    }

    private static void requireFormat(Path directory, JsonNode json) throws IndexException {
        int format = json.path("selfsame-index").asInt(0);
        if (format != FORMAT) {
            throw new IndexException("the index " + directory + " has format "
                    + (format == 0 ? "unknown" : Integer.toString(format)) + ", written by Selfsame "
                    + json.path("version").asText("of an unknown version") + "; this one reads format " + FORMAT
                    + ": build it again");
        }
    }

    private void requireFiles(Path directory) throws IOException {
        for (Map.Entry<String, Long> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            long there = Files.isRegularFile(path) ? Files.size(path) : -1;
            if (!Objects.equals(there, file.getValue())) {
                throw new IndexException("the index " + directory + " is not whole: " + file.getKey()
                        + (there < 0 ? " is missing" : " has " + there + " bytes, not " + file.getValue())
                        + ": build it again");
            }
        }
    }
}
