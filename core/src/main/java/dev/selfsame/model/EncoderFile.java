package dev.selfsame.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Rgb;
import dev.selfsame.model.export.Exporter;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorException;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An encoder on disk: a safetensors file with the weights by their names, and in its metadata what is needed to build
 * the network and to prepare images for it. Nothing in it depends on the machine or the time.
 */
record EncoderFile(Backbone backbone, EvaluationView view, Origin origin) implements Exporter.OwnFile {
    /** The name in a run directory. */
    static final String NAME = "encoder.safetensors";

    /** Grows by one when files can no longer be read by older versions. */
    static final int FORMAT = 2;

    /** The format of encoders for RGB images, which older versions read. */
    private static final int RGB_FORMAT = 1;

    /** The key that says that images are taken as they are. */
    private static final String SAMPLES = "samples";

    private static final String AS_IS = "as-is";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of a later version in this format
            .build();

    @Override
    public void write(Path path) throws IOException {
        Safetensors.write(path, backbone.state(), metadata());
    }

    /** What the file says beside the weights. */
    Map<String, String> metadata() throws JsonProcessingException {
        boolean asIs = view.normalize().isAsIs();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt"); // Python readers look for it
        metadata.put("selfsame-format", Integer.toString(asIs ? FORMAT : RGB_FORMAT));
        if (asIs) {
            metadata.put(SAMPLES, AS_IS);
        }
        metadata.put("selfsame-version", origin.version());
        metadata.put("method", origin.method());
        metadata.put("recipe", origin.recipe());
        metadata.put("seed", Long.toString(origin.seed()));
        metadata.put("architecture", JSON.writeValueAsString(new TreeMap<>(backbone.architecture())));
        metadata.put("preprocessing", JSON.writeValueAsString(Preprocessing.of(view)));
        metadata.put("background", view.background().toString());
        return metadata;
    }

    /**
     * Reads a file, or that of a run directory; the caller owns the network.
     *
     * @throws ModelFileException if it holds no encoder, or one of a later format
     */
    static EncoderFile read(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
        if (Files.notExists(file)) {
            throw new ModelFileException(
                    Files.isDirectory(path)
                            ? "the folder " + path + " has no " + NAME + ": training that has ended writes it"
                            : "no such file or run directory: " + path);
        }
        try (Safetensors tensors = Safetensors.open(file)) {
            Map<String, String> metadata = tensors.metadata();
            requireFormat(file, metadata);
            EvaluationView view = JSON.readValue(value(file, metadata, "preprocessing"), Preprocessing.class)
                    .toView(AS_IS.equals(metadata.get(SAMPLES)))
                    .withBackground(Rgb.parse(metadata.getOrDefault("background", "white"))); // of earlier versions
            Origin origin = new Origin(
                    value(file, metadata, "method"),
                    value(file, metadata, "recipe"),
                    Long.parseLong(value(file, metadata, "seed")),
                    value(file, metadata, "selfsame-version"));
            Map<String, Object> architecture =
                    JSON.readValue(value(file, metadata, "architecture"), new TypeReference<Map<String, Object>>() {});
            return new EncoderFile(backbone(architecture, tensors), view, origin).checked();
        } catch (JsonProcessingException e) {
            throw new ModelFileException(
                    file + " is damaged: its metadata can't be read: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | TensorException e) {
            throw new ModelFileException(file + " can't be loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public Backbone load(Path path) throws IOException {
        return read(path).backbone();
    }

    private static void requireFormat(Path file, Map<String, String> metadata) throws ModelFileException {
        String format = metadata.get("selfsame-format");
        if (format == null) {
            throw new ModelFileException(
                    file + " holds tensors but no encoder of Selfsame: its metadata has no selfsame-format");
        }
        if (!format.matches("\\d{1,9}")) {
            throw new ModelFileException(file + " is damaged: its selfsame-format is " + format);
        }
        if (Integer.parseInt(format) > FORMAT) {
            throw new ModelFileException(file + " has format " + format + ", written by Selfsame "
                    + metadata.getOrDefault("selfsame-version", "of an unknown version") + "; this is Selfsame "
                    + Version.current() + ", which reads up to format " + FORMAT + ": use a newer one");
        }
    }

    private static String value(Path file, Map<String, String> metadata, String key) throws ModelFileException {
        String value = metadata.get(key);
        if (value == null) {
            throw new ModelFileException(file + " is damaged: its metadata has no " + key);
        }
        return value;
    }

    private static Backbone backbone(Map<String, Object> architecture, Safetensors tensors) throws IOException {
        Backbone backbone = Backbones.fromArchitecture(architecture);
        Map<String, Tensor> state = new LinkedHashMap<>();
        try {
            state = tensors.readAll();
            backbone.load(state);
            return backbone;
        } catch (IOException | RuntimeException e) {
            backbone.close();
            throw e;
        } finally {
            state.values().forEach(Tensor::close);
        }
    }

    /** Closes the network if the images prepared for it have another number of channels. */
    EncoderFile checked() {
        if (backbone.channels() != view.normalize().channels()) {
            String message = "the network wants images of " + backbone.channels() + " channels, the normalisation has "
                    + view.normalize().channels();
            backbone.close();
            throw new IllegalArgumentException(message);
        }
        return this;
    }

    /** What the file says about images. */
    private record Preprocessing(
            int size, int shortSide, String interpolation, int channels, List<Double> mean, List<Double> std) {
        static Preprocessing of(EvaluationView view) {
            return new Preprocessing(
                    view.size(),
                    view.shortSide(),
                    view.interpolation().name().toLowerCase(Locale.ROOT),
                    view.normalize().channels(),
                    list(view.normalize().mean()),
                    list(view.normalize().std()));
        }

        EvaluationView toView(boolean asIs) {
            return new EvaluationView(
                    size,
                    shortSide,
                    Interpolation.valueOf(interpolation.toUpperCase(Locale.ROOT)),
                    asIs ? Normalize.asIs(array(mean), array(std)) : Normalize.of(array(mean), array(std)));
        }

        private static List<Double> list(double[] values) {
            return Arrays.stream(values).boxed().toList();
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
