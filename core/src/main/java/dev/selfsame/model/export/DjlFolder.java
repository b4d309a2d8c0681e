package dev.selfsame.model.export;

import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What makes a folder with a TorchScript file one that DJL loads by itself: {@code serving.properties} names the engine,
 * the translator that turns an image into an embedding, and how it prepares the image.
 */
final class DjlFolder {
    /** The TorchScript file, by the name that DJL looks for. */
    static final String MODEL = "model.pt";

    private DjlFolder() {}

    static void describe(Path folder, EvaluationView view, ExportInput input, Map<String, String> metadata)
            throws IOException {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("engine", "PyTorch");
        properties.put("translatorFactory", "ai.djl.modality.cv.translator.ImageFeatureExtractorFactory");
        properties.put("resizeShort", view.shortSide() + ",-1," + view.interpolation());
        properties.put("width", view.size());
        properties.put("height", view.size());
        properties.put("centerCrop", true);
        properties.put("toTensor", true);
        if (input == ExportInput.NORMALIZED) {
            Normalize own = view.normalize();
            properties.put(
                    "normalize",
                    Stream.of(own.mean(), own.std())
                            .flatMapToDouble(DoubleStream::of)
                            .mapToObj(Double::toString)
                            .collect(Collectors.joining(",")));
        }
        String lines = properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(
                folder.resolve("serving.properties"),
                "# Selfsame " + metadata.getOrDefault("selfsame-version", "") + ", method "
                        + metadata.getOrDefault("method", "none") + "\n" + lines);
    }
}
