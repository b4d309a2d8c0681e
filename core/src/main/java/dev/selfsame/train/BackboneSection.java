package dev.selfsame.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.BackboneConfig.Stem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The section {@code backbone} of a configuration: the name, and the options of this network. Residual networks have a
 * {@code stem} there where they have a flag themselves.
 */
final class BackboneSection {
    /** The key of the whole network; another name brings other keys. */
    static final String NAME_KEY = "backbone.name";

    private static final String STEM = "stem";
    private static final String CIFAR_STEM = "cifar-stem";

    /** Keys that version 0.1.0 didn't have; each has by default what was done there. */
    private static final Set<String> LATER = Set.of("norm", "weight-standardization");

    private BackboneSection() {}

    static ObjectNode write(BackboneConfig backbone) {
        ObjectNode section = JsonNodeFactory.instance.objectNode().put("name", backbone.name());
        backbone.options().forEach((key, value) -> {
            if (key.equals(CIFAR_STEM)) {
                section.put(STEM, RecordTree.word(backbone.stem()));
            } else if (value instanceof Boolean truth) {
                section.put(key, truth);
            } else if (value instanceof Integer whole) {
                section.put(key, whole);
            } else if (value instanceof Double number) {
                section.put(key, number);
            } else {
                section.put(key, value.toString());
            }
        });
        return section;
    }

    /**
     * Reads the section.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    static BackboneConfig read(ObjectNode section) {
        JsonNode name = section.path("name");
        if (!name.isValueNode() || name.isNull() || name.asText().isBlank()) {
            throw new IllegalArgumentException("the key " + NAME_KEY + " is missing");
        }
        requireKeys(section, name.asText());
        Map<String, Object> options = new LinkedHashMap<>();
        section.properties().forEach(field -> {
            if (!field.getKey().equals("name")) {
                option(field.getKey(), field.getValue(), options);
            }
        });
        return new BackboneConfig(name.asText(), options);
    }

    /** All keys of the network, and no others; what a program's own network has is not known here. */
    private static void requireKeys(ObjectNode section, String name) {
        ObjectNode whole = write(new BackboneConfig(name, Map.of()));
        if (whole.size() == 1) {
            return;
        }
        List<String> known = whole.properties().stream()
                .map(field -> "backbone." + field.getKey())
                .toList();
        section.fieldNames().forEachRemaining(key -> {
            if (!whole.has(key)) {
                throw RecordTree.unknown("backbone." + key, known);
            }
        });
        whole.fieldNames().forEachRemaining(key -> {
            if (!section.has(key) && !LATER.contains(key)) {
                throw new IllegalArgumentException("the key backbone." + key + " is missing");
            }
        });
    }

    private static void option(String key, JsonNode value, Map<String, Object> options) {
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("backbone." + key + " must be one value, got " + value);
        }
        if (key.equals(STEM)) {
            options.put(CIFAR_STEM, stem(value.asText()) == Stem.CIFAR);
        } else if (value.isBoolean()) {
            options.put(key, value.booleanValue());
        } else if (value.isInt()) {
            options.put(key, value.intValue());
        } else {
            options.put(key, value.asText());
        }
    }

    private static Stem stem(String text) {
        return Arrays.stream(Stem.values())
                .filter(stem -> RecordTree.word(stem).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("backbone.stem must be one of "
                        + Arrays.stream(Stem.values()).map(RecordTree::word).collect(Collectors.joining(", "))
                        + ", got " + (text.isEmpty() ? "nothing" : text)));
    }

    /** Another network in a section, with what of the section was not a default and goes with it. */
    static void rename(ObjectNode section, String name) {
        if (!section.path("name").asText().equals(name)) {
            ObjectNode other = write(read(section).withName(name));
            section.removeAll();
            section.setAll(other);
        }
    }
}
