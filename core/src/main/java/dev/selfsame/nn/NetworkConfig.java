package dev.selfsame.nn;

import java.util.LinkedHashMap;
import java.util.Map;

/** All options of a backbone, resolved and checked: what its weights don't say. */
interface NetworkConfig {
    /**
     * All options, by name: what {@link Backbone#architecture} says of the network, and what that leaves out since it is the
     * same for nearly all.
     */
    Map<String, Object> architecture();

    /** The options without the name, one of them changed. */
    static Map<String, Object> changed(NetworkConfig config, String option, Object value) {
        Map<String, Object> options = new LinkedHashMap<>(config.architecture());
        options.remove("name");
        options.put(option, value);
        return options;
    }

    /**
     * Whether it takes square images of a side.
     *
     * @throws IllegalArgumentException if not, with what it takes
     */
    default void requireSide(int side) {}

    /** Makes the network, without weights. */
    Backbone build();
}
