package dev.selfsame.data;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as people write it, such as {@code 256M} or {@code 1G}; K, M, G and T are powers of 1024. */
public final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([KMGT]?)");

    private ByteSize() {}

    /** The bytes, at least 0; empty where the text is no size, or too large for a {@code long}. */
    public static OptionalLong parse(String text) {
        Matcher parts = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        int shift = 10 * ("KMGT".indexOf(parts.group(2)) + (parts.group(2).isEmpty() ? 0 : 1));
        long number = Long.parseLong(parts.group(1));
        return number <= Long.MAX_VALUE >> shift ? OptionalLong.of(number << shift) : OptionalLong.empty();
    }
}
