package dev.selfsame.examples;

import dev.selfsame.data.ImageSource;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.export.ExportFormat;
import dev.selfsame.model.export.ExportInput;
import dev.selfsame.model.export.ExportOptions;
import dev.selfsame.model.export.Exported;
import dev.selfsame.model.imported.ImportedEncoder;
import java.io.IOException;
import java.nio.file.Path;

/** Weights in, weights out. */
public final class HandOver {
    private HandOver() {}

    /** Writes ONNX that takes pixels of 0 to 1 and gives embeddings of length 1; compared on images before it is there. */
    public static Exported onnx(Encoder encoder, ImageSource images, Path target) throws IOException {
        ExportOptions options =
                ExportOptions.of(ExportFormat.ONNX).withInput(ExportInput.FLOAT).withUnitLength(true);
        return encoder.export(options, target, images);
    }

    /** Opens weights that torchvision, timm or Lightly wrote, and writes their weights by torchvision's names. */
    public static Exported torchvision(Path weights, Path target) throws IOException {
        try (Encoder encoder = ImportedEncoder.of(weights).load(EncoderConfig.DEFAULT)) {
            return encoder.export(ExportOptions.of(ExportFormat.SAFETENSORS), target);
        }
    }
}
