package dev.selfsame.model.imported;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where weights are.
 *
 * @param file in which they are
 * @param key what the names of the network's parameters begin with, such as {@code state_dict.module.encoder_q}; empty
 *     where they begin with nothing; null to find it
 * @param heads of a vision transformer's attention, which its shapes don't tell; 0 for those that are known or usual
 */
public record WeightsPath(Path file, @Nullable String key, int heads) {
    private static final String MARK = "#key=";
    private static final Pattern HEADS = Pattern.compile("(.+)#heads=(\\d{1,4})");

    /** Takes {@code FILE}, {@code FILE#key=PREFIX}, either with {@code #heads=N} after it; a file of such a name is that file. */
    public static WeightsPath parse(Path given) {
        Matcher matcher = HEADS.matcher(given.toString());
        boolean said = matcher.matches() && !Files.exists(given);
        int heads = said ? Integer.parseInt(matcher.group(2)) : 0;
        Path path = said ? Path.of(matcher.group(1)) : given;
        String text = path.toString();
        int mark = text.lastIndexOf(MARK);
        return mark < 0 || Files.exists(path)
                ? new WeightsPath(path, null, heads)
                : new WeightsPath(Path.of(text.substring(0, mark)), text.substring(mark + MARK.length()), heads);
    }
}
