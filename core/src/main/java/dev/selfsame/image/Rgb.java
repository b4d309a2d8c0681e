package dev.selfsame.image;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A colour of 8 bits a channel.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Rgb(int red, int green, int blue) {
    /** Paper. */
    public static final Rgb WHITE = new Rgb(255, 255, 255);

    /** The sixteen of HTML 4.01, section 6.5, and the British grey. */
    private static final Map<String, Integer> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("black", 0x000000),
            Map.entry("silver", 0xC0C0C0),
            Map.entry("gray", 0x808080),
            Map.entry("grey", 0x808080),
            Map.entry("white", 0xFFFFFF),
            Map.entry("maroon", 0x800000),
            Map.entry("red", 0xFF0000),
            Map.entry("purple", 0x800080),
            Map.entry("fuchsia", 0xFF00FF),
            Map.entry("green", 0x008000),
            Map.entry("lime", 0x00FF00),
            Map.entry("olive", 0x808000),
            Map.entry("yellow", 0xFFFF00),
            Map.entry("navy", 0x000080),
            Map.entry("blue", 0x0000FF),
            Map.entry("teal", 0x008080),
            Map.entry("aqua", 0x00FFFF)));

    /** Checks the ranges. */
    public Rgb {
        if (((red | green | blue) & ~0xFF) != 0) {
            throw new IllegalArgumentException(
                    "red, green and blue are 0 to 255, got " + red + ", " + green + " and " + blue);
        }
    }

    /**
     * Reads a colour as {@link #toString} writes it, with or without {@code #}, or one of HTML's names, such as
     * {@code white} or {@code grey}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Rgb parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Integer named = NAMES.get(word);
        if (named != null) {
            return of(named);
        }
        if (word.matches("#?[0-9a-f]{6}")) {
            return of(Integer.parseInt(word.replace("#", ""), 16));
        }
        throw new IllegalArgumentException("a colour is #rrggbb or one of " + String.join(", ", NAMES.keySet())
                + ", got " + (text.isBlank() ? "nothing" : text));
    }

    private static Rgb of(int bits) {
        return new Rgb(bits >> 16, bits >> 8 & 0xFF, bits & 0xFF);
    }

    /** Such as {@code #ffffff}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
