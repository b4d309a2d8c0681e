package dev.selfsame.cli;

import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hands an encoder over. */
@Command(
        name = "export",
        description = "Writes the encoder of a run, or of a file, for use elsewhere.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame export --run runs/byol --out encoder.safetensors")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--format",
            paramLabel = "safetensors|torchscript|onnx",
            defaultValue = "safetensors",
            description = "safetensors: weights by the names that torchvision and timm give them. The other two come"
                    + " with a later version. Default: ${DEFAULT-VALUE}")
    private String format = "safetensors";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
    private Path out = Path.of("");

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        requireFormat();
        try (Encoder encoder = model.load(EncoderConfig.DEFAULT, spec.commandLine())) {
            encoder.save(out);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("format", format);
            result.put("dimensions", encoder.dimension());
            result.put("image_size", encoder.view().size());
            result.put("out", out.toString());
            output.print(result);
        }
        return 0;
    }

    private void requireFormat() {
        switch (format) {
            case "safetensors" -> {}
            case "torchscript", "onnx" ->
                throw new ParameterException(
                        spec.commandLine(),
                        "export to " + format + " comes with a later version; safetensors is there");
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--format must be safetensors, torchscript or onnx, got " + format);
        }
    }
}
