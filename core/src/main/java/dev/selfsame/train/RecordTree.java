package dev.selfsame.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.image.Rgb;
import dev.selfsame.tensor.Device;
import dev.selfsame.view.Flips;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Records as trees of keys and values: a component is a key in kebab case, a record within a record a section, an enum a
 * word in kebab case, a list one of numbers. The keys of {@link Flips} stand among those of the record around it. Reading
 * wants each key exactly once, and says by its full name which one is wrong.
 */
final class RecordTree {
    private static final String NUMBER = "[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|NaN|[-+]?Infinity";

    private RecordTree() {}

    /** The keys of a record, in the order of its components. */
    static List<String> keys(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> isSpread(component.getType())
                        ? keys(component.getType()).stream()
                        : Stream.of(kebab(component.getName())))
                .toList();
    }

    static ObjectNode write(Object record) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (isSpread(component.getType())) {
                tree.setAll(write(get(component, record)));
            } else {
                tree.set(kebab(component.getName()), value(get(component, record)));
            }
        }
        return tree;
    }

    private static JsonNode value(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof Boolean truth) {
            return nodes.booleanNode(truth);
        }
        if (value instanceof Integer whole) {
            return nodes.numberNode(whole);
        }
        if (value instanceof Long whole) {
            return nodes.numberNode(whole);
        }
        if (value instanceof Double number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Enum<?> word) {
            return nodes.textNode(word(word));
        }
        if (value instanceof List<?> numbers) {
            ArrayNode array = nodes.arrayNode();
            numbers.forEach(number -> array.add((Double) number));
            return array;
        }
        return value instanceof Record record && !isText(value.getClass())
                ? write(record)
                : nodes.textNode(value.toString());
    }

    /**
     * Makes a record.
     *
     * @param section what stands before the keys in errors: empty, or a name with a dot
     * @throws IllegalArgumentException if a key is missing, unknown, or its value of another kind or out of range
     */
    static <T> T read(ObjectNode tree, Class<T> type, String section) {
        List<String> keys = keys(type);
        tree.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw unknown(
                        section + key,
                        keys.stream().map(known -> section + known).toList());
            }
        });
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            String key = kebab(components[i].getName());
            values[i] = isSpread(types[i])
                    ? read(tree.deepCopy().retain(keys(types[i])), types[i], section)
                    : value(node(tree, key, section), types[i], section + key);
        }
        return make(type, types, values);
    }

    private static JsonNode node(ObjectNode tree, String key, String section) {
        JsonNode node = tree.get(key);
        if (node == null) {
            throw new IllegalArgumentException("the key " + section + key + " is missing");
        }
        return node;
    }

    /** The error for a key that does not exist. */
    static IllegalArgumentException unknown(String key, List<String> known) {
        return new IllegalArgumentException("unknown key " + key + "; " + Nearest.hint(key, known));
    }

    private static Object value(JsonNode node, Class<?> type, String key) {
        if (type.isRecord() && !isText(type)) {
            if (node instanceof ObjectNode section) {
                return read(section, type, key + ".");
            }
            throw wrong(key, "hold keys and values", node);
        }
        if (type == List.class) {
            return numbers(node, key);
        }
        if (!node.isValueNode() || node.isNull()) {
            throw wrong(key, "be one value", node);
        }
        String text = node.asText();
        if (type == boolean.class) {
            return truth(text, node, key);
        }
        if (type == int.class || type == long.class) {
            return whole(text, type, node, key);
        }
        if (type == double.class) {
            return number(text, node, key);
        }
        if (type.isEnum()) {
            return word(text, type, node, key);
        }
        if (type == Rgb.class) {
            return color(text, key);
        }
        return type == Device.class ? Device.parse(text) : text;
    }

    private static double number(String text, JsonNode node, String key) {
        if (!text.matches(NUMBER)) {
            throw wrong(key, "be a number", node);
        }
        return Double.parseDouble(text);
    }

    /** A list, or a text such as {@code [1, 2.5]}, with the brackets or without. */
    private static List<Double> numbers(JsonNode node, String key) {
        List<Double> numbers = new ArrayList<>();
        if (node instanceof ArrayNode array) {
            array.forEach(one -> numbers.add(number(one.asText(), one, key)));
        } else if (node.isValueNode() && !node.isNull()) {
            String text = node.asText().strip();
            boolean bracketed = text.startsWith("[") && text.endsWith("]");
            String inside = bracketed ? text.substring(1, text.length() - 1).strip() : text;
            if (bracketed && inside.isEmpty()) {
                return numbers;
            }
            for (String one : inside.split(",", -1)) {
                numbers.add(number(one.strip(), node, key));
            }
        } else {
            throw wrong(key, "be a list of numbers", node);
        }
        return numbers;
    }

    /** Records that are one value. */
    private static boolean isText(Class<?> type) {
        return type == Device.class || type == Rgb.class;
    }

    /** Records whose keys stand among those of the record around them. */
    private static boolean isSpread(Class<?> type) {
        return type == Flips.class;
    }

    private static Rgb color(String text, String key) {
        try {
            return Rgb.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static boolean truth(String text, JsonNode node, String key) {
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(key, "be true or false", node);
        }
        return text.equals("true");
    }

    private static Number whole(String text, Class<?> type, JsonNode node, String key) {
        try {
            if (type == int.class) {
                return Integer.parseInt(text);
            }
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            long most = type == int.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
            throw wrong(key, "be a whole number" + (text.matches("[-+]?\\d+") ? " up to " + most : ""), node);
        }
    }

    private static Object word(String text, Class<?> type, JsonNode node, String key) {
        Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (word((Enum<?>) constant).equals(text)) {
                return constant;
            }
        }
        String known = Arrays.stream(constants)
                .map(constant -> word((Enum<?>) constant))
                .collect(Collectors.joining(", "));
        throw wrong(key, "be one of " + known, node);
    }

    private static IllegalArgumentException wrong(String key, String wanted, JsonNode got) {
        String text = got.isValueNode() ? got.asText() : got.toString();
        String line = text.lines().findFirst().orElse("");
        return new IllegalArgumentException(
                key + " must " + wanted + ", got " + (line.isEmpty() ? "nothing" : shortened(line)));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static <T> T make(Class<T> type, Class<?>[] types, Object[] values) {
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An enum's constant as it is written. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
