package dev.selfsame.model.export;

/**
 * How an encoder is exported.
 *
 * @param format what is written
 * @param input what the network is fed with; NORMALIZED for safetensors, which holds weights only
 * @param unitLength whether embeddings are divided by their length, in the network
 * @param opset version of ONNX's operators, 18 to 21; counts for ONNX only
 */
public record ExportOptions(ExportFormat format, ExportInput input, boolean unitLength, int opset) {
    /** The version of ONNX's operators where none is named. */
    public static final int OPSET = 18;

    /** Checks what goes together. */
    public ExportOptions {
        if (opset < 18 || opset > 21) {
            throw new IllegalArgumentException("the opset must be 18 to 21, got " + opset);
        }
        if (format == ExportFormat.SAFETENSORS && (unitLength || input != ExportInput.NORMALIZED)) {
            throw new IllegalArgumentException(
                    "safetensors holds weights and no network: it can neither normalise embeddings nor prepare images");
        }
        if (format == ExportFormat.DJL && input.isBytes()) {
            throw new IllegalArgumentException(
                    "for DJL, whose translator resizes and scales images, the preprocessing must be none or float, got "
                            + input);
        }
    }

    /** The usual for a format: images prepared by the caller, or for DJL normalised in the network; embeddings as they are. */
    public static ExportOptions of(ExportFormat format) {
        return new ExportOptions(
                format, format == ExportFormat.DJL ? ExportInput.FLOAT : ExportInput.NORMALIZED, false, OPSET);
    }

    /** The same fed with something else. */
    public ExportOptions withInput(ExportInput other) {
        return new ExportOptions(format, other, unitLength, opset);
    }

    /** The same with embeddings of length 1, or as they are. */
    public ExportOptions withUnitLength(boolean on) {
        return new ExportOptions(format, input, on, opset);
    }

    /** The same with another version of ONNX's operators. */
    public ExportOptions withOpset(int version) {
        return new ExportOptions(format, input, unitLength, version);
    }
}
