package dev.selfsame.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ViewKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A recipe and the settings of its run: all that {@code config.yaml} holds.
 *
 * @param recipe what is learned
 * @param run how it is run
 */
public record Configuration(Recipe recipe, RunSettings run) {
    /** Keys that may differ between a run and its resumption, because they change no number. */
    private static final Set<String> FREE = Set.of(
            "workers",
            "cache",
            "log-every",
            "max-steps",
            "strict",
            "max-broken-share",
            "sampler.weights", // the place of the file, whose content sampler.sha256 tells
            "sampler.names",
            "decode.max-pixels",
            "checkpoint.every-steps",
            "checkpoint.every-epochs",
            "checkpoint.keep-epochs",
            "probe.every-epochs",
            "probe.k",
            "probe.temperature",
            "snapshots.count");

    private static final String METHOD = "method.name: ";

    /** Keys of views that mean nothing but in RGB. */
    private static final Set<String> COLOURS =
            Set.of("views.strength", "views.grayscale", "views.colour", "views.solarize0", "views.solarize1");

    /** Keys that say which other keys there are. */
    private static final Set<String> CHOICES = Set.of("method.name", "views.kind");

    /** As YAML; {@link #parse} reads it back. */
    public String toYaml() {
        return Yaml.write(ConfigurationTree.of(this));
    }

    /**
     * Reads what {@link #toYaml} wrote. Every key must be there, once; those that came after version 0.1.0 may be missing,
     * and mean then what was done before.
     *
     * @throws IllegalArgumentException with the key that is missing, unknown or out of range
     */
    public static Configuration parse(String yaml) {
        return ConfigurationTree.read(Yaml.tree(yaml));
    }

    /**
     * The same with single keys changed. Another {@code backbone.name} brings the other keys of its section, and a {@code
     * weight-decay} that stays over the run takes {@code final-weight-decay} along.
     *
     * @param assignments {@code key=value} each, the key dotted as in {@code optimizer.learning-rate}
     * @throws IllegalArgumentException if a key is unknown (with the nearest that is known) or a value out of range
     */
    public Configuration with(List<String> assignments) {
        ObjectNode tree = ConfigurationTree.of(this);
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a setting is key=value, got " + assignment);
            }
            set(
                    tree,
                    assignment.substring(0, equals).strip(),
                    assignment.substring(equals + 1).strip());
        }
        return ConfigurationTree.read(tree);
    }

    /** Every key, dotted, with its value as text, in the order of {@link #toYaml}. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        put("", ConfigurationTree.of(this), values);
        return values;
    }

    private static void put(String section, ObjectNode tree, Map<String, String> into) {
        tree.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                put(section + field.getKey() + ".", inner, into);
            } else {
                into.put(section + field.getKey(), text(field.getValue()));
            }
        });
    }

    /** The keys whose values differ and that change what is learned: {@code key: this → other} each. */
    List<String> conflicts(Configuration other) {
        return conflicts(other, FREE::contains);
    }

    /**
     * What a configuration that was written down says otherwise than this one. Both are compared by meaning: what an earlier
     * version wrote may lack keys that came later, as {@link #parse} takes it. Its method needn't be known by its name where
     * it is this one's.
     *
     * @param yaml what {@link #toYaml} wrote
     * @param counted keys that count though they change nothing of what is learned, such as {@code log-every}; of the others
     *     of that kind nothing is said
     * @return {@code key: then → now} of each key with another value; of another method that alone
     * @throws IllegalArgumentException with the key that is missing, unknown or out of range
     */
    public List<String> changesSince(String yaml, Set<String> counted) {
        ObjectNode tree = Yaml.tree(yaml);
        String then = tree.path("method").path("name").asText();
        String now = recipe.method().name();
        if (!then.isEmpty() && !Methods.name(then).equals(now)) {
            return List.of(METHOD + then + " → " + now);
        }
        Configuration written =
                ConfigurationTree.read(tree, any -> recipe.method().getClass());
        return written.conflicts(this, key -> FREE.contains(key) && !counted.contains(key));
    }

    private List<String> conflicts(Configuration other, Predicate<String> free) {
        List<String> conflicts = new ArrayList<>();
        compare("", ConfigurationTree.of(this), ConfigurationTree.of(other), free, conflicts);
        // All that another method has in other ways says nothing beyond that.
        return conflicts.stream()
                .filter(conflict -> conflict.startsWith(METHOD))
                .findFirst()
                .map(List::of)
                .orElse(conflicts);
    }

    private static void compare(
            String section, ObjectNode mine, ObjectNode theirs, Predicate<String> free, List<String> conflicts) {
        Set<String> names = new TreeSet<>();
        mine.fieldNames().forEachRemaining(names::add);
        theirs.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String key = section + name;
            JsonNode a = mine.path(name);
            JsonNode b = theirs.path(name);
            if (a instanceof ObjectNode inMine && b instanceof ObjectNode inTheirs) {
                compare(key + ".", inMine, inTheirs, free, conflicts);
            } else if (!a.equals(b) && !free.test(key)) {
                conflicts.add(key + ": " + text(a) + " → " + text(b));
            }
        }
    }

    private static String text(JsonNode value) {
        return value.isArray() ? value.toString() : value.asText();
    }

    private static void set(ObjectNode tree, String key, String value) {
        if (CHOICES.contains(key)) {
            throw new IllegalArgumentException(
                    key + " can't be set alone, what stands beside it goes with it: choose another recipe");
        }
        if (key.equals(BackboneSection.NAME_KEY) && tree.get("backbone") instanceof ObjectNode backbone) {
            BackboneSection.rename(backbone, value);
            return;
        }
        String[] path = key.split("\\.", -1);
        JsonNode node = tree;
        for (int i = 0; i < path.length - 1; i++) {
            node = node.path(path[i]);
        }
        String last = path[path.length - 1];
        if (!(node instanceof ObjectNode section)
                || !section.has(last)
                || section.get(last).isObject()) {
            requireNotOfRgb(tree, key);
            Map<String, String> known = new LinkedHashMap<>();
            put("", tree, known);
            throw RecordTree.unknown(key, List.copyOf(known.keySet()));
        }
        ConfigurationTree.setBeside(section, last, value);
        section.put(last, value);
    }

    /** Refuses by name what only views of RGB images have. */
    private static void requireNotOfRgb(ObjectNode tree, String key) {
        if (COLOURS.contains(key) && tree.path("views").path("kind").asText().equals(ViewKinds.AS_IS)) {
            throw new IllegalArgumentException(
                    key + " is for RGB images; those taken as they are have no saturation, hue,"
                            + " grayscale or solarizing, and views.brightness and views.contrast instead of colour jitter");
        }
    }
}
