package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.Conv2d;
import dev.selfsame.nn.GroupNorm;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.LayerNorm;
import dev.selfsame.nn.Linear;
import dev.selfsame.nn.ReLU;
import dev.selfsame.nn.Sequential;
import dev.selfsame.optim.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Golden cases of which parameters of a network decay. */
final class DecayCases {
    private static final Pattern LAYER = Pattern.compile("(\\w+) (\\w+)(?:\\((\\d+(?:,\\d+)*)(,bias=False)?\\))?");

    private DecayCases() {}

    static void check(JsonNode goldenCase) {
        JsonNode args = goldenCase.path("args");
        boolean norms = args.path("decay_norm").asBoolean(false);
        boolean biases = args.path("decay_bias").asBoolean(false);
        try (Sequential net = network(goldenCase.get("inputs").get("modules"))) {
            TreeSet<String> decay = new TreeSet<>();
            TreeSet<String> none = new TreeSet<>();
            ParameterGroup.split(net.parameters(), 0.1, 1, norms, biases)
                    .forEach(group -> (group.weightDecay() > 0 ? decay : none)
                            .addAll(group.parameters().keySet()));
            assertEquals(names(goldenCase, "decay"), decay);
            assertEquals(names(goldenCase, "no_decay"), none);
        }
    }

    /** Layers described as {@code "4 Linear(4,5,bias=False)"}: a number, which is the name, the kind and its sizes. */
    private static Sequential network(JsonNode described) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        for (JsonNode each : described) {
            Matcher matcher = LAYER.matcher(each.asText().replace(", ", ","));
            if (!matcher.matches()) {
                throw new AssertionError("unknown, so not compared: the layer " + each);
            }
            int[] sizes = matcher.group(3) == null
                    ? new int[0]
                    : Pattern.compile(",")
                            .splitAsStream(matcher.group(3))
                            .mapToInt(Integer::parseInt)
                            .toArray();
            layers.put(matcher.group(1), layer(matcher.group(2), sizes, matcher.group(4) == null));
        }
        return new Sequential(layers);
    }

    private static Layer layer(String kind, int[] sizes, boolean bias) {
        return switch (kind) {
            case "Conv2d" -> new Conv2d(sizes[0], sizes[1], sizes[2], 1, 0, bias);
            case "Linear" -> new Linear(sizes[0], sizes[1], bias);
            case "BatchNorm1d", "BatchNorm2d" -> new BatchNorm(sizes[0]);
            case "LayerNorm" -> new LayerNorm(sizes[0]);
            case "GroupNorm" -> new GroupNorm(sizes[0], sizes[1]);
            case "ReLU", "GELU", "Flatten", "Identity" -> new ReLU(); // without parameters
            default -> throw new AssertionError("unknown, so not compared: a layer " + kind);
        };
    }

    private static Set<String> names(JsonNode goldenCase, String key) {
        TreeSet<String> names = new TreeSet<>();
        goldenCase.get("expected").get(key).forEach(name -> names.add(name.asText()));
        return names;
    }
}
