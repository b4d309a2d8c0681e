package dev.selfsame.nn;

import java.util.Map;

/** All options of a backbone, resolved and checked: what its weights don't say. */
interface NetworkConfig {
    /**
     * All options, by name: what {@link Backbone#architecture} says of the network, and what that leaves out since it is the
     * same for nearly all.
     */
    Map<String, Object> architecture();

    /**
     * Whether it takes square images of a side.
     *
     * @throws IllegalArgumentException if not, with what it takes
     */
    default void requireSide(int side) {}

    /** Makes the network, without weights. */
    Backbone build();
}
