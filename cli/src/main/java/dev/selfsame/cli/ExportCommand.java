package dev.selfsame.cli;

import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.export.ExportFormat;
import dev.selfsame.model.export.ExportInput;
import dev.selfsame.model.export.ExportOptions;
import dev.selfsame.model.export.Exported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hands an encoder over. */
@Command(
        name = "export",
        description =
                "Writes the encoder of a run, or of a file, for use elsewhere. What was written is loaded again and has to give the"
                        + " same embeddings of a few images; only then it gets its name.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame export --run runs/byol --format onnx --preprocess float --out encoder.onnx")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(
            names = "--format",
            paramLabel = "safetensors|torchscript|onnx|djl",
            defaultValue = "safetensors",
            description =
                    "safetensors: weights by the names that torchvision and timm give them. torchscript: for PyTorch"
                            + " from Python, C++ and Java. onnx: for ONNX Runtime and others. djl: a folder for the Deep Java"
                            + " Library. Default: ${DEFAULT-VALUE}")
    private String format = "safetensors";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "File to write; for djl a folder that is not there yet or is empty.")
    private Path out = Path.of("");

    @Option(
            names = "--preprocess",
            paramLabel = "none|float|uint8|resize",
            description = "What the network does to images [N, C, H, W] itself. none: they come normalised. float: they"
                    + " come as 0 to 1. uint8: as bytes. resize: as bytes of any size, of which it takes the middle of"
                    + " what was resized. Default: none; float for djl, whose translator resizes")
    private @Nullable String preprocess;

    @Option(names = "--normalize", description = "Embeddings of length 1.")
    private boolean normalize;

    @Option(
            names = "--opset",
            paramLabel = "N",
            defaultValue = "18",
            description = "Version of ONNX's operators, 18 to 21. Default: ${DEFAULT-VALUE}")
    private int opset;

    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            description = "The images to compare embeddings of; the first 8 that can be read are taken. "
                    + SourceHelp.IMAGES + " Default: drawn images")
    private @Nullable String data;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        ExportOptions options = options();
        List<String> inputs = data == null ? List.of(model.path()) : List.of(model.path(), data);
        Outputs.requireApart(spec.commandLine(), List.of(out), inputs);
        try (Encoder encoder = model.load(EncoderConfig.DEFAULT, spec.commandLine())) {
            Exported exported = data == null
                    ? encoder.export(options, out)
                    : encoder.export(options, out, OpenedImages.open(spec.commandLine(), data, encoder.view()));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("format", options.format().toString());
            result.put("dimensions", encoder.dimension());
            result.put("image_size", encoder.view().size());
            result.put("preprocess", options.input().toString());
            result.put("normalize", options.unitLength());
            result.put("images", exported.images());
            result.put("largest_difference", exported.largestDifference());
            result.put("largest_value", exported.largestValue());
            result.put("out", out.toString());
            output.print(result);
        }
        return 0;
    }

    private ExportOptions options() {
        try {
            ExportOptions options = ExportOptions.of(ExportFormat.parse(format))
                    .withOpset(opset)
                    .withUnitLength(normalize);
            return preprocess == null ? options : options.withInput(ExportInput.parse(preprocess));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
