package dev.selfsame.benchmarks.ours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The line of JSON that a process ends with. */
final class Told {
    private final Map<String, Object> values = new LinkedHashMap<>();

    Told(long images, double seconds) {
        values.put("images", images);
        values.put("seconds", seconds);
    }

    Told and(String name, Object value) {
        values.put(name, value);
        return this;
    }

    void print() throws JsonProcessingException {
        System.out.println(new ObjectMapper().writeValueAsString(values));
    }

    static void usage(String[] arguments, int least, String usage) {
        if (arguments.length < least) {
            System.err.println("usage: " + usage);
            System.exit(2);
        }
    }
}
