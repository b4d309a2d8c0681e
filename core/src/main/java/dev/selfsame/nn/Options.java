package dev.selfsame.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads named options of a network; a value may be a number, a boolean or its text. */
final class Options {
    private final String owner;
    private final Map<String, ?> values;

    /** Fails if a name is none of {@code known}. */
    Options(String owner, Map<String, ?> values, Map<String, String> known) {
        this.owner = owner;
        this.values = values;
        for (String key : values.keySet()) {
            if (!known.containsKey(key)) {
                throw new IllegalArgumentException(
                        owner + " has no option " + key + "; it has " + String.join(", ", known.keySet()));
            }
        }
    }

    int integer(String key, int otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(owner + ": " + key + " must be a whole number, got " + value, e);
        }
    }

    double number(String key, double otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(owner + ": " + key + " must be a number, got " + value, e);
        }
    }

    /** Whole numbers with dashes between. */
    List<Integer> integers(String key, List<Integer> otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Arrays.stream(value.toString().split("-", -1))
                    .map(Integer::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    owner + ": " + key + " must be whole numbers with dashes between, got " + value, e);
        }
    }

    /** One of the constants of an enum, in lower case and with dashes. */
    <E extends Enum<E>> E word(String key, E otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        List<String> words = new ArrayList<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            words.add(word(constant));
            if (word(constant).equals(value.toString())) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                owner + ": " + key + " must be one of " + String.join(", ", words) + ", got " + value);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean flag(String key, boolean otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(owner + ": " + key + " must be true or false, got " + value);
        };
    }
}
