package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import java.util.Set;

/**
 * A network of which only the tensors are known, as a golden case lists them: parameters, but for batch norm's running
 * statistics and for what isn't floating, which are buffers. Dots in names make parts.
 */
final class NamedTensors extends Module {
    private static final Set<String> STATISTICS = Set.of("running_mean", "running_var", "num_batches_tracked");

    /** With the values of the entries. */
    NamedTensors(JsonNode entries, DType floating) {
        this("", entries, floating);
    }

    private NamedTensors(String prefix, JsonNode entries, DType floating) {
        for (JsonNode entry : entries) {
            String name = entry.get("name").asText();
            if (!name.startsWith(prefix)) {
                continue;
            }
            String own = name.substring(prefix.length());
            int dot = own.indexOf('.');
            if (dot < 0) {
                add(own, entry, floating);
            } else if (isFirst(name, prefix + own.substring(0, dot + 1), entries)) {
                String part = own.substring(0, dot);
                child(part, new NamedTensors(prefix + part + ".", entries, floating));
            }
        }
    }

    private void add(String name, JsonNode entry, DType floating) {
        if (STATISTICS.contains(name) || entry.has("dtype")) {
            buffer(name, Golden.tensor(entry, floating));
        } else {
            parameter(name, Golden.tensor(entry, floating));
        }
    }

    /** Whether it is the first of the entries that begin so. */
    private static boolean isFirst(String name, String start, JsonNode entries) {
        for (JsonNode entry : entries) {
            String other = entry.get("name").asText();
            if (other.startsWith(start)) {
                return other.equals(name);
            }
        }
        return false;
    }
}
