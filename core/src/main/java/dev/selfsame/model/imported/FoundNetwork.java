package dev.selfsame.model.imported;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A network in a file.
 *
 * @param prefix what the names of its parameters begin with: empty, or with a dot at its end
 * @param naming how they go on
 */
record FoundNetwork(String prefix, Naming naming) {
    /** The anchors' full names in the file. */
    List<String> anchors() {
        return naming.anchors().stream().map(anchor -> prefix + anchor).toList();
    }

    /** The parameters: what each is called here, and in the file. */
    Map<String, String> parameters(TensorFile file) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : file.names()) {
            String ours = ours(name);
            if (ours != null) {
                names.putIfAbsent(ours, name);
            }
        }
        return names;
    }

    /**
     * The shapes of the parameters.
     *
     * @param heads of the attention that were asked for; 0 for those that the file says
     */
    Shapes shapes(TensorFile file, int heads) throws IOException {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        parameters(file)
                .forEach((ours, theirs) -> shapes.put(
                        ours, Arrays.stream(file.shape(theirs)).boxed().toList()));
        return new Shapes(shapes, prefix, heads > 0 ? heads : file.heads());
    }

    /** What is left out: the part of the file, by the names that its tensors share, and how many they are. */
    Map<String, Integer> others(TensorFile file) {
        Map<String, Integer> others = new TreeMap<>();
        for (String name : file.names()) {
            if (ours(name) == null) {
                String inside = name.startsWith(prefix) ? prefix : common(name);
                int end = name.indexOf('.', inside.length());
                others.merge(end < 0 ? name : name.substring(0, end), 1, Integer::sum);
            }
        }
        return others;
    }

    /** As many whole parts of the prefix as a name begins with. */
    private String common(String name) {
        String shared = "";
        for (int dot = prefix.indexOf('.'); dot >= 0; dot = prefix.indexOf('.', dot + 1)) {
            if (name.startsWith(prefix.substring(0, dot + 1))) {
                shared = prefix.substring(0, dot + 1);
            }
        }
        return shared;
    }

    private @Nullable String ours(String name) {
        return name.startsWith(prefix) ? naming.ours(name.substring(prefix.length())) : null;
    }

    /** All networks in a file, in its order. */
    static List<FoundNetwork> in(TensorFile file, List<Naming> namings) {
        List<FoundNetwork> found = new ArrayList<>();
        for (Naming naming : namings) {
            String first = naming.anchors().get(0);
            for (String name : file.names()) {
                String prefix = name.endsWith(first) ? name.substring(0, name.length() - first.length()) : "?";
                FoundNetwork network = new FoundNetwork(prefix, naming);
                if ((prefix.isEmpty() || prefix.endsWith(".")) && file.names().containsAll(network.anchors())) {
                    found.add(network);
                }
            }
        }
        return found;
    }
}
