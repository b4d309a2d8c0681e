package dev.selfsame.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The backbones by name: ResNet-18, 34, 50, 101 and 152, and those that a program registers. */
public final class Backbones {
    private static final Map<String, Entry> KNOWN = new LinkedHashMap<>();

    static {
        for (int depth : ResNet.Config.DEPTHS) {
            String name = "resnet" + depth;
            ResNet.Config plain = ResNet.Config.of(depth);
            KNOWN.put(
                    name,
                    new Entry(
                            new Description(
                                    name,
                                    "ResNet-" + depth + ", " + ResNet.MILLIONS.get(depth) + " million parameters, "
                                            + plain.features() + " features",
                                    ResNet.OPTIONS),
                            options -> new ResNet(ResNet.Config.of(depth, options))));
        }
    }

    private Backbones() {}

    /**
     * One line of a list.
     *
     * @param name what {@link #named} takes
     * @param about in a few words
     * @param options each option's name with its meaning and default
     */
    public record Description(String name, String about, Map<String, String> options) {}

    private record Entry(Description description, Function<Map<String, ?>, ? extends Backbone> maker) {}

    /** All there are, in the order of registration. */
    public static synchronized List<Description> describe() {
        return KNOWN.values().stream().map(Entry::description).toList();
    }

    /**
     * Makes a backbone, still without weights.
     *
     * @param options by name; what is absent has its default
     * @throws IllegalArgumentException if there is no such backbone or option
     */
    public static Backbone named(String name, Map<String, ?> options) {
        return entry(name).maker().apply(options);
    }

    /**
     * Makes the backbone that {@link Backbone#architecture()} described, still without weights.
     *
     * @throws IllegalArgumentException if it is none that this program knows
     */
    public static Backbone fromArchitecture(Map<String, ?> architecture) {
        Map<String, Object> options = new LinkedHashMap<>(architecture);
        if (!(options.remove("name") instanceof String name)) {
            throw new IllegalArgumentException("an architecture needs a name, got " + architecture);
        }
        return named(name, options);
    }

    /**
     * Makes a program's own backbone known, so that its encoders can be loaded.
     *
     * @param name as its {@link Backbone#architecture()} says
     * @param about in a few words
     * @param maker gets the rest of the architecture
     * @throws IllegalArgumentException if the name is taken
     */
    public static synchronized void register(
            String name, String about, Function<Map<String, ?>, ? extends Backbone> maker) {
        if (KNOWN.containsKey(name)) {
            throw new IllegalArgumentException("a backbone named " + name + " is known already");
        }
        KNOWN.put(name, new Entry(new Description(name, about, Map.of()), maker));
    }

    private static synchronized Entry entry(String name) {
        Entry entry = KNOWN.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no backbone " + name + "; there are "
                    + String.join(", ", new ArrayList<>(KNOWN.keySet()))
                    + "; a program's own needs Backbones.register");
        }
        return entry;
    }
}
