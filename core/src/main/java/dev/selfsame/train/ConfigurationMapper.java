package dev.selfsame.train;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.selfsame.method.MethodConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ViewKinds;
import dev.selfsame.tensor.Device;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Between a configuration's records and its tree of keys: kebab case, the method's name beside its hyper-parameters. */
final class ConfigurationMapper {
    static final ObjectMapper YAML = configure(YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build());

    private ConfigurationMapper() {}

    private static ObjectMapper configure(ObjectMapper mapper) {
        SimpleModule module = new SimpleModule();
        module.addSerializer(new EnumInKebabCase());
        module.addSerializer(Device.class, new ToStringSerializer(Device.class));
        module.addDeserializer(Device.class, new DeviceReader());
        module.setDeserializerModifier(new EnumsFromKebabCase());
        return mapper.setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .registerModule(module);
    }

    static ObjectNode tree(Configuration configuration) {
        Recipe recipe = configuration.recipe();
        ObjectNode tree = YAML.createObjectNode();
        tree.put("recipe", recipe.recipe());
        ObjectNode method = tree.putObject("method");
        method.put("name", recipe.method().name());
        ObjectNode hyperParameters = YAML.valueToTree(recipe.method());
        hyperParameters.remove("name");
        method.setAll(hyperParameters);
        ObjectNode rest = YAML.valueToTree(new Sections(recipe));
        tree.set("backbone", rest.remove("backbone"));
        ObjectNode views = tree.putObject("views");
        views.put("kind", ViewKinds.of(recipe.views()));
        views.setAll(viewsTree(recipe.views()));
        tree.setAll(rest);
        ObjectNode run = YAML.valueToTree(configuration.run());
        return tree.setAll(run);
    }

    static Configuration configuration(ObjectNode tree) {
        ObjectNode rest = tree.deepCopy();
        JsonNode name = rest.remove("recipe");
        JsonNode method = rest.remove("method");
        if (!(method instanceof ObjectNode hyperParameters)
                || !method.path("name").isTextual()) {
            throw new IllegalArgumentException("a recipe needs method.name");
        }
        String methodName = hyperParameters.remove("name").asText();
        MethodConfig methodConfig = read(hyperParameters, Methods.configuration(methodName), "method.");
        if (!(rest.remove("views") instanceof ObjectNode viewsTree)
                || !viewsTree.path("kind").isTextual()) {
            throw new IllegalArgumentException("a recipe needs views.kind");
        }
        String kind = viewsTree.remove("kind").asText();
        Views views = read(viewsTree, ViewKinds.record(kind), "views.");
        ObjectNode run = YAML.createObjectNode();
        for (String key : RUN_KEYS) {
            JsonNode value = rest.remove(key);
            if (value != null) {
                run.set(key, value);
            }
        }
        Sections sections = read(rest, Sections.class, "");
        return new Configuration(
                sections.recipe(name == null ? "file" : name.asText(), methodConfig, views),
                read(run, RunSettings.class, ""));
    }

    /** The components of a record of views, and no more than these: it has other properties too. */
    private static ObjectNode viewsTree(Views views) {
        ObjectNode all = YAML.valueToTree(views);
        return all.retain(kebabComponents(views.getClass()));
    }

    private static List<String> kebabComponents(Class<?> record) {
        return java.util.Arrays.stream(record.getRecordComponents())
                .map(component -> kebab(component.getName()))
                .toList();
    }

    private static final List<String> RUN_KEYS = kebabComponents(RunSettings.class);

    /** The sections of a recipe beside its name and its method. */
    record Sections(
            dev.selfsame.method.BackboneConfig backbone,
            dev.selfsame.method.OptimizerConfig optimizer,
            dev.selfsame.method.ScheduleConfig schedule,
            int epochs,
            int batchSize,
            int accumulate) {
        Sections(Recipe recipe) {
            this(
                    recipe.backbone(),
                    recipe.optimizer(),
                    recipe.schedule(),
                    recipe.epochs(),
                    recipe.batchSize(),
                    recipe.accumulate());
        }

        Recipe recipe(String name, MethodConfig method, Views views) {
            return new Recipe(name, method, backbone, views, optimizer, schedule, epochs, batchSize, accumulate);
        }
    }

    private static <T> T read(ObjectNode tree, Class<T> type, String prefix) {
        try {
            return YAML.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            List<String> known =
                    e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw new IllegalArgumentException(
                    "unknown key " + prefix + path(e) + "; did you mean " + Nearest.to(e.getPropertyName(), known)
                            + "?",
                    e);
        } catch (JsonProcessingException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof IllegalArgumentException) {
                throw new IllegalArgumentException(cause.getMessage(), e);
            }
            String where = e instanceof JsonMappingException mapping ? prefix + path(mapping) + ": " : "";
            String what = e instanceof MismatchedInputException ? firstLine(e) : e.getOriginalMessage();
            throw new IllegalArgumentException(where + what, e);
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            if (reference.getFieldName() != null) {
                path.append(path.length() == 0 ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("rawtypes") // Jackson hands over raw enums
    private static final class EnumInKebabCase extends StdSerializer<Enum> {
        private static final long serialVersionUID = 1L;

        EnumInKebabCase() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    private static final class EnumsFromKebabCase extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription description, JsonDeserializer<?> given) {
            Object[] constants = type.getRawClass().getEnumConstants();
            return new JsonDeserializer<Object>() {
                @Override
                public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                    String text = parser.getText();
                    StringBuilder known = new StringBuilder();
                    for (Object constant : constants) {
                        String name = ((Enum<?>) constant)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-');
                        if (name.equals(text)) {
                            return constant;
                        }
                        known.append(known.length() == 0 ? "" : ", ").append(name);
                    }
                    throw JsonMappingException.from(parser, "one of " + known + " is wanted, got " + text);
                }
            };
        }
    }

    private static final class DeviceReader extends JsonDeserializer<Device> {
        @Override
        public Device deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            return text.equals("auto") ? Device.best() : Device.parse(text);
        }
    }
}
