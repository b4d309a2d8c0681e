package dev.selfsame.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The backbones by name: residual networks, ConvNeXt, vision transformers, and those that a program registers. */
public final class Backbones {
    private static final Map<String, Entry> KNOWN = new LinkedHashMap<>();

    static {
        for (ResNetKind kind : ResNetKind.ALL) {
            int features = ResNet.Config.of(kind.name()).features();
            String about = kind.title() + ", " + kind.millions() + " million parameters, " + features + " features";
            put(new Description(kind.name(), about, ResNet.OPTIONS), ResNet.Config::of);
        }
        ConvNeXtConfig.descriptions().forEach(description -> put(description, ConvNeXtConfig::of));
        VisionTransformerConfig.descriptions().forEach(description -> put(description, VisionTransformerConfig::of));
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

    private record Entry(Description description, BiFunction<String, Map<String, ?>, NetworkConfig> reader) {}

    /** A program's own network, of which nothing is known before it is made. */
    private record Own(String name, Map<String, ?> options, Function<Map<String, ?>, ? extends Backbone> maker)
            implements NetworkConfig {
        @Override
        public Map<String, Object> architecture() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", name);
            map.putAll(options);
            return map;
        }

        @Override
        public Backbone build() {
            return maker.apply(options);
        }
    }

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
        return config(name, options).build();
    }

    /**
     * What {@link Backbone#architecture} of such a backbone would say, without making it: its name, and every option that
     * it has, also those that it leaves out. Of a program's own, those that are given.
     *
     * @param options by name, as values or text; what is absent has its default
     * @throws IllegalArgumentException if there is no such backbone or option, or a value is out of range
     */
    public static Map<String, Object> architecture(String name, Map<String, ?> options) {
        return config(name, options).architecture();
    }

    /**
     * Checks that a backbone takes square images of a side.
     *
     * @throws IllegalArgumentException if not, with what it takes
     */
    public static void requireSide(String name, Map<String, ?> options, int side) {
        config(name, options).requireSide(side);
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
        put(new Description(name, about, Map.of()), (own, options) -> new Own(own, options, maker));
    }

    private static void put(Description description, BiFunction<String, Map<String, ?>, NetworkConfig> reader) {
        KNOWN.put(description.name(), new Entry(description, reader));
    }

    private static NetworkConfig config(String name, Map<String, ?> options) {
        return entry(name).reader().apply(name, options);
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
