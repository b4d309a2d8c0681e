package dev.selfsame.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results as JSON. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double DECIMALS = 1e6;

    private Json() {}

    /** Prints an object or an array on one line. */
    static void print(PrintWriter out, Object value) {
        out.println(text(value));
        out.flush();
    }

    /** An object or an array on one line. */
    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }

    /** The components of a record, in their order. */
    static Map<String, Object> object(Object result) {
        Map<String, Object> object = MAPPER.convertValue(result, new TypeReference<LinkedHashMap<String, Object>>() {});
        object.replaceAll((key, value) -> value instanceof Double number ? rounded(number) : value);
        return object;
    }

    /** Adds a number, to six decimals; nothing where it is not finite, which JSON can't say. */
    static void putNumber(Map<String, Object> object, String key, double value) {
        if (Double.isFinite(value)) {
            object.put(key, rounded(value));
        }
    }

    /** A number as text, to six decimals where that keeps as many digits. */
    static String text(double value) {
        return Double.toString(rounded(value));
    }

    /** To six decimals, where that keeps at least as many digits. */
    private static double rounded(double value) {
        double size = Math.abs(value);
        return size >= 1e-3 && size < 1e9 ? Math.rint(value * DECIMALS) / DECIMALS : value;
    }
}
