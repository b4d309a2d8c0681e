package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The constructor arguments of a golden case; who reads them says Lightly's defaults. */
final class Arguments {
    private final JsonNode args;
    private final Set<String> read = new HashSet<>();

    Arguments(JsonNode args) {
        this.args = args;
    }

    double number(String name, double otherwise) {
        read.add(name);
        return args.has(name) ? Golden.number(args.get(name)) : otherwise;
    }

    int integer(String name, int otherwise) {
        return (int) number(name, otherwise);
    }

    boolean on(String name, boolean otherwise) {
        read.add(name);
        return args.path(name).asBoolean(otherwise);
    }

    List<Integer> integers(String name, List<Integer> otherwise) {
        read.add(name);
        if (!args.has(name)) {
            return otherwise;
        }
        List<Integer> values = new ArrayList<>();
        args.get(name).forEach(value -> values.add(value.asInt()));
        return values;
    }

    /** Fails on an argument that nobody asked for, unless it says that there is one replica. */
    void requireAllRead() {
        args.fieldNames()
                .forEachRemaining(name -> assertTrue(
                        read.contains(name)
                                || (name.equals("gather_distributed")
                                        && !args.get(name).asBoolean()),
                        "no counterpart for the argument " + name));
    }
}
