package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results made up for tests. */
final class Made {
    private Made() {}

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A side with these values, each in a process of 10 s with a peak of 100 MiB times the value. */
    static SideResult side(String name, double... values) {
        List<Sample> samples = new ArrayList<>();
        for (double value : values) {
            samples.add(new Sample(value, 10, 100 * value, json("{}")));
        }
        return new SideResult(name, name.toUpperCase(java.util.Locale.ROOT), "run " + name, -1, Map.of(), samples);
    }

    static SideResult telling(String name, String told) {
        return new SideResult(name, name, "run " + name, -1, Map.of(), List.of(new Sample(1, 1, 0, json(told))));
    }
}
