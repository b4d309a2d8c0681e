package dev.selfsame.nn;

import java.util.ArrayList;
import java.util.List;

/** The layers of a network that have no layers in them, for tests in other packages. */
public final class Leaves {
    private Leaves() {}

    /** Name and description of each, in order, such as {@code "layers.0: Linear(6, 8)"}. */
    public static List<String> of(Module module) {
        List<String> leaves = new ArrayList<>();
        module.each(part -> {
            if (part.children().isEmpty()) {
                leaves.add(part.where());
            }
        });
        return leaves;
    }
}
