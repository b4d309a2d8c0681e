package dev.selfsame.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.method.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
            "log-every",
            "max-steps",
            "strict",
            "max-broken-share",
            "checkpoint.every-steps",
            "checkpoint.every-epochs",
            "checkpoint.keep-epochs",
            "probe.every-epochs",
            "probe.k",
            "probe.temperature");

    /** As YAML; {@link #parse} reads it back. */
    public String toYaml() {
        try {
            return ConfigurationMapper.YAML.writeValueAsString(tree());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads what {@link #toYaml} wrote. Every key must be there.
     *
     * @throws IllegalArgumentException with the key that is missing, unknown or out of range
     */
    public static Configuration parse(String yaml) {
        JsonNode tree;
        try {
            tree = ConfigurationMapper.YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not YAML: " + e.getOriginalMessage(), e);
        }
        if (tree instanceof ObjectNode object) {
            return of(object);
        }
        throw new IllegalArgumentException("a recipe file holds keys and values, this one does not");
    }

    /**
     * The same with single keys changed.
     *
     * @param assignments {@code key=value} each, the key dotted as in {@code optimizer.learning-rate}
     * @throws IllegalArgumentException if a key is unknown (with the nearest that is known) or a value out of range
     */
    public Configuration with(List<String> assignments) {
        ObjectNode tree = tree();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--set wants key=value, got " + assignment);
            }
            set(
                    tree,
                    assignment.substring(0, equals).strip(),
                    assignment.substring(equals + 1).strip());
        }
        return of(tree);
    }

    /** The keys whose values differ and that change what is learned: {@code key: this → other} each. */
    List<String> conflicts(Configuration other) {
        List<String> conflicts = new ArrayList<>();
        compare("", tree(), other.tree(), conflicts);
        return conflicts;
    }

    private static void compare(String prefix, JsonNode mine, JsonNode theirs, List<String> conflicts) {
        Set<String> names = new TreeSet<>();
        mine.fieldNames().forEachRemaining(names::add);
        theirs.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String key = prefix + name;
            JsonNode a = mine.path(name);
            JsonNode b = theirs.path(name);
            if (a.isObject() && b.isObject()) {
                compare(key + ".", a, b, conflicts);
            } else if (!a.equals(b) && !FREE.contains(key)) {
                conflicts.add(key + ": " + a + " → " + b);
            }
        }
    }

    private ObjectNode tree() {
        return ConfigurationMapper.tree(this);
    }

    private static Configuration of(ObjectNode tree) {
        return ConfigurationMapper.configuration(tree);
    }

    private static void set(ObjectNode tree, String key, String value) {
        String[] path = key.split("\\.", -1);
        JsonNode node = tree;
        for (int i = 0; i < path.length - 1; i++) {
            node = node.path(path[i]);
        }
        String last = path[path.length - 1];
        if (!(node instanceof ObjectNode parent)
                || !parent.has(last)
                || parent.get(last).isObject()) {
            Set<String> known = new TreeSet<>();
            keys("", tree, known);
            throw new IllegalArgumentException("unknown key " + key + "; did you mean " + Nearest.to(key, known) + "?");
        }
        try {
            parent.set(last, ConfigurationMapper.YAML.readTree(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(key + " can't be " + value, e);
        }
    }

    private static void keys(String prefix, JsonNode node, Set<String> into) {
        node.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                keys(prefix + field.getKey() + ".", field.getValue(), into);
            } else {
                into.add(prefix + field.getKey());
            }
        });
    }
}
