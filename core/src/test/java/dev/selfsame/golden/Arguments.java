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
        return args.hasNonNull(name) ? Golden.number(args.get(name)) : otherwise;
    }

    int integer(String name, int otherwise) {
        return (int) number(name, otherwise);
    }

    boolean on(String name, boolean otherwise) {
        read.add(name);
        return args.path(name).asBoolean(otherwise);
    }

    /** Whole numbers; what Lightly writes as None is -1. */
    List<Integer> integers(String name, List<Integer> otherwise) {
        read.add(name);
        if (!args.hasNonNull(name)) {
            return otherwise;
        }
        List<Integer> values = new ArrayList<>();
        args.get(name).forEach(value -> values.add(value.isNull() ? -1 : value.asInt()));
        return values;
    }

    /** Fails where an argument is given and says anything but what ours does always. */
    void requireText(String name, String always) {
        read.add(name);
        assertTrue(
                !args.hasNonNull(name) || args.get(name).asText().equals(always),
                "no counterpart for the " + name + " " + args.get(name) + ", so it isn't compared; ours is " + always);
    }

    /** Fails on an argument that nobody asked for, unless it says that there is one replica. */
    void requireAllRead() {
        args.fieldNames()
                .forEachRemaining(name -> assertTrue(
                        read.contains(name)
                                || args.get(name).isNull()
                                || (name.equals("gather_distributed")
                                        && !args.get(name).asBoolean()),
                        "no counterpart for the argument " + name));
    }
}
