package dev.selfsame.model.imported;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The shapes of parameters, by name, and what the file says besides.
 *
 * @param byName the sides of each
 * @param prefix what the names begin with in the file
 * @param heads of the attention, which shapes don't tell; 0 where nothing says them
 */
record Shapes(Map<String, List<Long>> byName, String prefix, int heads) {
    Shapes(Map<String, List<Long>> byName) {
        this(byName, "", 0);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * A side of a parameter.
     *
     * @throws IllegalArgumentException if there is none, or it is no number of channels
     */
    int side(String name, int dimension) {
        List<Long> sides = byName.get(name);
        if (sides == null || dimension >= sides.size()) {
            throw new IllegalArgumentException(
                    sides == null ? "it has no " + name : "its " + name + " has the sides " + sides);
        }
        long side = sides.get(dimension);
        if (side < 1 || side > 1 << 20) {
            throw new IllegalArgumentException("its " + name + " has the sides " + sides);
        }
        return (int) side;
    }

    /** How many there are of what is numbered, such as {@code layer1.} with {@code layer1.0.…} and {@code layer1.1.…}. */
    int count(String before) {
        Pattern number = Pattern.compile(Pattern.quote(before) + "(\\d{1,4})\\..*");
        return byName.keySet().stream()
                .map(number::matcher)
                .filter(matcher -> matcher.matches())
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)) + 1)
                .max()
                .orElse(0);
    }

    /** The sides, as a message shows them. */
    String text(String name) {
        return String.valueOf(byName.get(name));
    }
}
