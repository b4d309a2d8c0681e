package dev.selfsame.model.imported;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where weights are.
 *
 * @param file in which they are
 * @param key what the names of the network's parameters begin with, such as {@code state_dict.module.encoder_q}; empty
 *     where they begin with nothing; null to find it
 */
public record WeightsPath(Path file, @Nullable String key) {
    private static final String MARK = "#key=";

    /** Takes {@code FILE} or {@code FILE#key=PREFIX}; a file that has such a name is that file. */
    public static WeightsPath parse(Path given) {
        String text = given.toString();
        int mark = text.lastIndexOf(MARK);
        return mark < 0 || Files.exists(given)
                ? new WeightsPath(given, null)
                : new WeightsPath(Path.of(text.substring(0, mark)), text.substring(mark + MARK.length()));
    }
}
