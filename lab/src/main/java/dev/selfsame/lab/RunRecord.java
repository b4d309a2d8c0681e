package dev.selfsame.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.data.AtomicFile;
import dev.selfsame.train.RunDirectory;
import dev.selfsame.train.RunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code measured.json} in the directory of a run that is done.
 *
 * @param settings all that decided the numbers, as {@link LabSettings#toText} has it
 * @param measured the numbers
 */
record RunRecord(String settings, Measured measured) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "measured.json";

    /**
     * What a run before came to.
     *
     * @return null where there is none
     * @throws IllegalArgumentException if it was another run, with what of it was otherwise
     */
    static @Nullable Measured read(Path directory, LabSettings settings) throws IOException {
        Path file = directory.resolve(FILE);
        if (Files.notExists(file)) {
            return null;
        }
        RunRecord record;
        try {
            record = JSON.readValue(Files.readString(file), RunRecord.class);
        } catch (JsonProcessingException e) {
            return null; // not ours, or of another version: the run is done again
        }
        settings.requireSame(record.settings, directory);
        return record.measured;
    }

    void write(Path directory) throws IOException {
        try (AtomicFile file = AtomicFile.create(directory.resolve(FILE))) {
            file.stream().write(JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }

    /**
     * Takes away what a run that was stopped left.
     *
     * @throws RunException if a run is writing into the directory
     */
    static void clear(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (RunDirectory held = RunDirectory.hold(directory, true)) {
            Set<Path> kept = Set.of(held.path(), held.lock());
            List<Path> left;
            try (Stream<Path> walk = Files.walk(directory)) {
                left = walk.filter(path -> !kept.contains(path))
                        .sorted(Comparator.reverseOrder())
                        .toList();
            }
            for (Path path : left) {
                Files.delete(path);
            }
        }
    }
}
