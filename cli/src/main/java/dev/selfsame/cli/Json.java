package dev.selfsame.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Map;

/** Writes a result as JSON, on one line of standard output. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /**
     * Prints an object, an array or a value.
     *
     * @param value maps, lists, strings, numbers; a number that is not finite becomes null
     */
    static void print(PrintWriter out, Object value) {
        try {
            out.println(MAPPER.writeValueAsString(value));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }

    /** Adds a number, rounded to so many decimals; nothing where it is not finite. */
    static void putNumber(Map<String, Object> object, String key, double value, int decimals) {
        if (Double.isFinite(value)) {
            double scale = Math.pow(10, decimals);
            object.put(key, Math.abs(value) < 1e12 ? Math.rint(value * scale) / scale : value);
        }
    }
}
