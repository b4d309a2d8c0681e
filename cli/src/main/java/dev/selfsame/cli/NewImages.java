package dev.selfsame.cli;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.EmbeddingWriter;
import dev.selfsame.model.Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which images of a source are new.
 *
 * @param known a file of embeddings: images that it names are not new; null for none
 * @param after images changed at this time or before are not new; null for none
 * @param extended the file of embeddings that is to grow: images that it names are not new; null for none
 */
record NewImages(@Nullable Path known, @Nullable Instant after, @Nullable Path extended) {
    /**
     * Reads what {@code --since} says.
     *
     * @throws IllegalArgumentException where it is neither a file of embeddings nor a time
     */
    static NewImages parse(@Nullable String since, @Nullable Path extended) {
        if (since == null) {
            return new NewImages(null, null, extended);
        }
        Instant time = time(since);
        if (time != null) {
            return new NewImages(null, time, extended);
        }
        try {
            EmbeddingWriter.requireFormat(Path.of(since));
            return new NewImages(Path.of(since), null, extended);
        } catch (IllegalArgumentException e) { // not a path either
            throw neither(since, e);
        }
    }

    private static IllegalArgumentException neither(String since, RuntimeException e) {
        return new IllegalArgumentException(
                "--since must be a file of embeddings (.npy, .csv, .parquet or .arrow) or a time such as 2026-11-29 or"
                        + " 2026-11-29T18:00:00, got " + since,
                e);
    }

    /** A day or a time of this place, or one that says its distance from Greenwich. */
    private static @Nullable Instant time(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException notADay) {
            try {
                return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
            } catch (DateTimeException notHere) {
                try {
                    return OffsetDateTime.parse(text).toInstant();
                } catch (DateTimeException noTime) {
                    return null;
                }
            }
        }
    }

    /**
     * The new images of a source.
     *
     * @param encoder the file that is to grow has to be of it
     */
    ImageSource of(ImageSource images, Encoder encoder) throws IOException {
        Set<String> old = new HashSet<>();
        if (known != null) {
            try (EmbeddingReader rows = EmbeddingReader.open(known)) {
                addNames(rows, old);
            }
        }
        if (extended != null && Files.exists(extended)) {
            try (EmbeddingReader rows = EmbeddingReader.open(extended)) {
                requireSame(rows, encoder);
                addNames(rows, old);
            }
        }
        if (old.isEmpty() && after == null) {
            return images;
        }
        return ChosenImages.of(images, i -> !isNamed(images.name(i), old) && isAfter(images, i));
    }

    private static boolean isNamed(String name, Set<String> names) {
        return names.contains(name) || names.contains(EmbeddingWriter.inOneLine(name));
    }

    private static void addNames(EmbeddingReader rows, Set<String> names) throws IOException {
        while (rows.next()) {
            names.add(rows.name());
        }
    }

    private static void requireSame(EmbeddingReader rows, Encoder encoder) {
        String model = rows.model();
        if (rows.dimension() != encoder.dimension() && rows.size() > 0) {
            throw new Failure(rows.file() + " has embeddings of " + rows.dimension() + " dimensions, the encoder makes "
                    + encoder.dimension());
        }
        if (model == null) {
            throw new Failure(rows.file() + " doesn't say which encoder made it: nothing can be appended");
        }
        if (!model.equals(encoder.fingerprint())) {
            throw new Failure(rows.file() + " has embeddings of another encoder: nothing can be appended");
        }
    }

    private boolean isAfter(ImageSource images, int i) throws IOException {
        if (after == null) {
            return true;
        }
        Path file = images.file(i);
        if (file == null) {
            throw new SourceException("--since with a time needs files of their own for images, which "
                    + images.describe() + " has not: name a file of embeddings instead");
        }
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(after);
        } catch (NoSuchFileException e) {
            return true; // it will be skipped, with its reason
        }
    }
}
