package dev.selfsame.model.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an encoder is written as. */
public enum ExportFormat {
    /** Weights by the names that torchvision and timm give them, and what Selfsame needs to load them again. */
    SAFETENSORS,
    /** A program with its weights, for PyTorch from Python, C++ and Java. */
    TORCHSCRIPT,
    /** A graph with its weights, for ONNX Runtime and many others. */
    ONNX,
    /** A folder with a TorchScript file and what the Deep Java Library needs to feed it with images. */
    DJL;

    /**
     * By the name that the command line has, such as {@code onnx}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExportFormat parse(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the format must be "
                        + Arrays.stream(values()).map(ExportFormat::toString).collect(Collectors.joining(", "))
                        + ", got " + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
