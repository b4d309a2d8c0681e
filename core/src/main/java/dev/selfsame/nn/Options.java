package dev.selfsame.nn;

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
