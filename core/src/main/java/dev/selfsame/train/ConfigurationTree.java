package dev.selfsame.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.MethodConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.method.OptimizerConfig;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ScheduleConfig;
import dev.selfsame.method.ViewKinds;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Between a configuration and its tree of keys: the one place that knows which record a section is. */
final class ConfigurationTree {
    private static final String GRAYSCALE = "grayscale";

    private static final List<String> RUN_KEYS = RecordTree.keys(RunSettings.class);

    /** Keys that earlier versions did not write; the defaults are what these versions did. */
    private static final List<String> LATER_KEYS = List.of("cache", "sampler", "decode", "snapshots");

    /** The same of views, with what was done before. */
    private static final Map<String, String> LATER_VIEW_KEYS = Map.of(
            "colour", "exact", "horizontal-flip", "0.5", "vertical-flip", "0", "rotation", "0", GRAYSCALE, "0.2");

    /** Kinds of views that have had the key {@code grayscale} from the first. */
    private static final Set<String> ALWAYS_GRAYSCALE = Set.of("alike", "ressl");

    /** What keys of methods are called now, by what earlier versions called them. */
    private static final Map<String, String> RENAMED_METHOD_KEYS = Map.of("steady-predictor", "predictor-rate-stays");

    /** Keys of methods that earlier versions did not write, by method, with what these versions did. */
    private static final Map<String, Map<String, String>> LATER_METHOD_KEYS =
            Map.of("frossl", Map.of("centered", "false"));

    private static final String WEIGHT_DECAY = "weight-decay";
    private static final String FINAL_WEIGHT_DECAY = "final-weight-decay";

    private ConfigurationTree() {}

    /** What a recipe has beside its name, its method, its backbone and its views. */
    record Sections(OptimizerConfig optimizer, ScheduleConfig schedule, int epochs, int batchSize, int accumulate) {
        static Sections of(Recipe recipe) {
            return new Sections(
                    recipe.optimizer(), recipe.schedule(), recipe.epochs(), recipe.batchSize(), recipe.accumulate());
        }
    }

    static ObjectNode of(Configuration configuration) {
        Recipe recipe = configuration.recipe();
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("recipe", recipe.recipe());
        tree.set("method", named("name", recipe.method().name(), recipe.method()));
        ObjectNode rest = RecordTree.write(Sections.of(recipe));
        tree.set("backbone", BackboneSection.write(recipe.backbone()));
        tree.set("views", named("kind", ViewKinds.of(recipe.views()), recipe.views()));
        tree.setAll(rest);
        return tree.setAll(RecordTree.write(configuration.run()));
    }

    /**
     * Reads a tree, which stays as it is.
     *
     * @throws IllegalArgumentException naming the key that is wrong
     */
    static Configuration read(ObjectNode tree) {
        return read(tree, Methods::configuration);
    }

    /**
     * The same of methods that needn't be registered.
     *
     * @param methods gives the record of a method's hyper-parameters by its name
     */
    static Configuration read(ObjectNode tree, Function<String, Class<? extends MethodConfig>> methods) {
        ObjectNode rest = tree.deepCopy();
        String name = name(rest, "recipe", "recipe");
        ObjectNode method = section(rest, "method");
        String methodName = name(method, "name", "method.name");
        Class<? extends MethodConfig> methodRecord = methods.apply(methodName);
        LATER_METHOD_KEYS.getOrDefault(methodName, Map.of()).forEach((key, before) -> {
            if (!method.has(key)) {
                method.put(key, before);
            }
        });
        RENAMED_METHOD_KEYS.forEach((before, now) -> {
            if (RecordTree.keys(methodRecord).contains(now) && method.has(before) && !method.has(now)) {
                method.set(now, method.remove(before));
            }
        });
        MethodConfig methodConfig = RecordTree.read(method, methodRecord, "method.");
        BackboneConfig backbone = BackboneSection.read(section(rest, "backbone"));
        ObjectNode viewsTree = section(rest, "views");
        String kind = name(viewsTree, "kind", "views.kind");
        Class<? extends Views> viewsRecord = ViewKinds.record(kind);
        LATER_VIEW_KEYS.forEach((key, before) -> {
            boolean mayLack = !key.equals(GRAYSCALE) || !ALWAYS_GRAYSCALE.contains(kind);
            if (mayLack && RecordTree.keys(viewsRecord).contains(key) && !viewsTree.has(key)) {
                viewsTree.put(key, before);
            }
        });
        Views views = RecordTree.read(viewsTree, viewsRecord, "views.");
        ObjectNode run = RecordTree.write(RunSettings.DEFAULT).retain(LATER_KEYS);
        for (String key : RUN_KEYS) {
            JsonNode value = rest.remove(key);
            if (value != null) {
                run.set(key, value);
            }
        }
        if (!tree.path("decode").has("extent") && run.get("decode") instanceof ObjectNode decode) {
            decode.put("extent", "full"); // what versions did that had no such key
        }
        if (rest.get("schedule") instanceof ObjectNode schedule && !schedule.has("milestones")) {
            schedule.putArray("milestones"); // versions that had no such key had cosines only
        }
        if (rest.get("optimizer") instanceof ObjectNode optimizer
                && optimizer.has(WEIGHT_DECAY)
                && !optimizer.has(FINAL_WEIGHT_DECAY)) {
            optimizer.set(FINAL_WEIGHT_DECAY, optimizer.get(WEIGHT_DECAY)); // in versions without it, it stayed
        }
        Sections sections = RecordTree.read(rest, Sections.class, "");
        Recipe recipe = new Recipe(
                name,
                methodConfig,
                backbone,
                views,
                sections.optimizer,
                sections.schedule,
                sections.epochs,
                sections.batchSize,
                sections.accumulate);
        return new Configuration(recipe, RecordTree.read(run, RunSettings.class, ""));
    }

    /** Where a value is set, sets what goes with it: a weight decay that stays goes on to stay. */
    static void setBeside(ObjectNode section, String key, String value) {
        if (key.equals(WEIGHT_DECAY) && section.path(FINAL_WEIGHT_DECAY).equals(section.get(key))) {
            section.put(FINAL_WEIGHT_DECAY, value);
        }
    }

    /** A section whose record is named in it. */
    private static ObjectNode named(String key, String name, Object record) {
        ObjectNode section = JsonNodeFactory.instance.objectNode().put(key, name);
        return section.setAll(RecordTree.write(record));
    }

    private static ObjectNode section(ObjectNode tree, String key) {
        if (tree.remove(key) instanceof ObjectNode section) {
            return section;
        }
        throw new IllegalArgumentException("the section " + key + " is missing");
    }

    private static String name(ObjectNode tree, String key, String fullKey) {
        JsonNode name = tree.remove(key);
        if (name == null
                || !name.isValueNode()
                || name.isNull()
                || name.asText().isBlank()) {
            throw new IllegalArgumentException("the key " + fullKey + " is missing");
        }
        return name.asText();
    }
}
