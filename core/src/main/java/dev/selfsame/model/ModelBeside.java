package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.selfsame.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code FILE.model.txt}, which says what made the embeddings of a file that has no room for it: a fingerprint. */
final class ModelBeside {
    private static final int LONGEST = 1_000;

    private ModelBeside() {}

    static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + ".model.txt");
    }

    /**
     * Removes that of the rows before, which is done before new rows take their place: where the process is stopped before
     * {@link #write}, there is none, and never one that belongs to other rows.
     */
    static void remove(Path file) throws IOException {
        Files.deleteIfExists(of(file));
    }

    /** Writes it, once the rows have their name; nothing where the encoder is not known. */
    static void write(Path file, @Nullable String model) throws IOException {
        if (model == null) {
            return;
        }
        try (AtomicFile beside = AtomicFile.create(of(file))) {
            beside.stream().write((model + "\n").getBytes(US_ASCII));
            beside.commit();
        }
    }

    static @Nullable String read(Path file) throws IOException {
        Path beside = of(file);
        if (!Files.isRegularFile(beside)) {
            return null;
        }
        if (Files.size(beside) > LONGEST) {
            throw new ModelFileException(beside + " is damaged: it holds one line, the fingerprint of an encoder");
        }
        return new String(Files.readAllBytes(beside), US_ASCII).strip();
    }
}
