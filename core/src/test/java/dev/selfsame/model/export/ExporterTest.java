package dev.selfsame.model.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageFolder;
import dev.selfsame.data.ImageSource;
import dev.selfsame.image.Interpolation;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Origin;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.nn.Operations;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExporterTest {
    private static final ImageSource IMAGES = new DemoImages(3, DemoImages.Split.TEST, 12);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "SAFETENSORS, NORMALIZED, false",
        "TORCHSCRIPT, NORMALIZED, false",
        "TORCHSCRIPT, FLOAT, true",
        "TORCHSCRIPT, UINT8, false",
        "TORCHSCRIPT, RESIZE, true",
        "ONNX, NORMALIZED, false",
        "ONNX, FLOAT, false",
        "ONNX, UINT8, true",
        "ONNX, RESIZE, false",
        "DJL, NORMALIZED, false",
        "DJL, FLOAT, true"
    })
    void whatIsWrittenComputesTheSame(ExportFormat format, ExportInput input, boolean unitLength) throws IOException {
        try (Encoder encoder = encoder("resnet18")) {
            ExportOptions options = ExportOptions.of(format).withInput(input).withUnitLength(unitLength);
            Path out = folder.resolve("encoder");
            Exported exported = encoder.export(options, out, IMAGES);
            assertEquals(CheckImages.MOST, exported.images());
            assertEquals(out, exported.file());
            assertTrue(exported.largestValue() > 0.01, exported::toString);
            assertTrue(
                    exported.largestDifference()
                            <= (input == ExportInput.RESIZE ? 2e-2 : 1e-5) * exported.largestValue(),
                    exported::toString);
            assertTrue(Files.exists(out));
            assertEquals(List.of("encoder"), names());
        }
    }

    @Test
    void equalEncodersGiveEqualOnnxFiles() throws IOException {
        ExportOptions options = ExportOptions.of(ExportFormat.ONNX);
        try (Encoder one = encoder("resnet50");
                Encoder other = encoder("resnet50")) {
            one.export(options, folder.resolve("1.onnx"), IMAGES);
            other.export(options, folder.resolve("2.onnx"), IMAGES);
        }
        assertEquals(-1, Files.mismatch(folder.resolve("1.onnx"), folder.resolve("2.onnx")));
    }

    @Test
    void theOnnxFileSaysWhatItIs() throws IOException {
        Path file = folder.resolve("encoder.onnx");
        try (Encoder encoder = encoder("resnet18")) {
            encoder.export(ExportOptions.of(ExportFormat.ONNX).withOpset(19), file, IMAGES);
        }
        ModelProto model = OnnxFile.read(file);
        assertEquals(19, model.getOpsetImport(0).getVersion());
        assertEquals("selfsame", model.getProducerName());
        assertEquals("images", model.getGraph().getInput(0).getName());
        assertEquals("embeddings", model.getGraph().getOutput(0).getName());
        assertEquals(
                "batch",
                model.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam());
        assertTrue(model.getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .toList()
                .containsAll(List.of("conv1.weight", "layer4.1.bn2.running_var")));
        assertTrue(model.getMetadataPropsList().stream()
                .anyMatch(entry ->
                        entry.getKey().equals("method") && entry.getValue().equals("byol")));
    }

    @Test
    void theFolderForDjlSaysHowToFeedIt() throws IOException {
        Path out = folder.resolve("djl");
        try (Encoder encoder = encoder("resnet18")) {
            encoder.export(ExportOptions.of(ExportFormat.DJL).withInput(ExportInput.NORMALIZED), out, IMAGES);
        }
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(out.resolve("serving.properties")));
        assertEquals("PyTorch", properties.getProperty("engine"));
        assertEquals("32", properties.getProperty("width"));
        assertEquals("0.485,0.456,0.406,0.229,0.224,0.225", properties.getProperty("normalize"));
        assertTrue(Files.exists(out.resolve("model.pt")));
    }

    @Test
    void aNetworkThatDescribesSomethingElseIsCaughtAndNothingIsLeft() throws IOException {
        Backbone lying = new Lying();
        lying.initialize(1);
        try (Encoder encoder = Encoder.of(lying, EvaluationView.of(32), Origin.untrained(1), EncoderConfig.DEFAULT)) {
            for (ExportFormat format : List.of(ExportFormat.TORCHSCRIPT, ExportFormat.ONNX, ExportFormat.DJL)) {
                Path out = folder.resolve("encoder");
                String message = assertThrows(
                                ExportException.class, () -> encoder.export(ExportOptions.of(format), out, IMAGES))
                        .getMessage();
                assertTrue(message.contains("does not compute the same"), message);
                assertEquals(List.of(), names());
            }
        }
    }

    @Test
    void aNetworkThatDoesNotDescribeItselfIsRefusedInWords() throws IOException {
        Backbone silent = new Silent();
        try (Encoder encoder = Encoder.of(silent, EvaluationView.of(32), Origin.untrained(1), EncoderConfig.DEFAULT)) {
            refused(encoder, ExportOptions.of(ExportFormat.ONNX), folder.resolve("a"), "Silent can't be exported");
        }
        assertEquals(List.of(), names());
    }

    @Test
    void whatDoesNotGoIsRefusedInWords() throws IOException {
        ExportOptions script = ExportOptions.of(ExportFormat.TORCHSCRIPT);
        Files.createDirectory(folder.resolve("folder"));
        Files.writeString(folder.resolve("folder/file"), "a");
        try (Encoder encoder = encoder("resnet18")) {
            cannotBeWritten(encoder, script, folder.resolve("folder"), "a folder has this name");
            ExportOptions djl = ExportOptions.of(ExportFormat.DJL);
            cannotBeWritten(encoder, djl, folder.resolve("folder"), "is not empty");
            cannotBeWritten(encoder, djl, folder.resolve("folder/file"), "a file has this name");
        }
        EvaluationView bicubic = new EvaluationView(32, 36, Interpolation.BICUBIC, Normalize.IMAGENET);
        try (Encoder encoder =
                Encoder.of(network("resnet18", 3), bicubic, Origin.untrained(1), EncoderConfig.DEFAULT)) {
            refused(encoder, script.withInput(ExportInput.RESIZE), folder.resolve("a"), "bicubic");
        }
        Normalize samples = Normalize.asIs(new double[] {500, 10}, new double[] {200, 7});
        EvaluationView asIs = new EvaluationView(32, 32, Interpolation.BILINEAR, samples);
        try (Encoder encoder = Encoder.of(network("resnet18", 2), asIs, Origin.untrained(1), EncoderConfig.DEFAULT)) {
            refused(encoder, script.withInput(ExportInput.UINT8), folder.resolve("a"), "images as they are");
            refused(encoder, ExportOptions.of(ExportFormat.DJL), folder.resolve("a"), "3 channels");
        }
        assertEquals(List.of("folder"), names());
        assertThrows(IllegalArgumentException.class, () -> ExportFormat.parse("zip"));
        assertThrows(IllegalArgumentException.class, () -> ExportInput.parse("jpeg"));
        assertThrows(IllegalArgumentException.class, () -> script.withOpset(17));
        assertThrows(IllegalArgumentException.class, () -> ExportOptions.of(ExportFormat.SAFETENSORS)
                .withUnitLength(true));
        assertThrows(IllegalArgumentException.class, () -> ExportOptions.of(ExportFormat.DJL)
                .withInput(ExportInput.UINT8));
    }

    @ParameterizedTest
    @EnumSource
    void nativeMemoryIsGivenBack(ExportFormat format) throws IOException {
        try (Encoder encoder = encoder("resnet18")) {
            ExportOptions options = ExportOptions.of(format);
            encoder.export(options, folder.resolve("first"), IMAGES);
            long before = Leaks.live();
            encoder.export(options, folder.resolve("second"), IMAGES);
            assertEquals(before, Leaks.live());
        }
    }

    @Test
    void anEncoderOfImagesAsTheyAreIsComparedOnNoise() throws IOException {
        Normalize samples = Normalize.asIs(new double[] {5000, 10}, new double[] {20, 7});
        EvaluationView view = new EvaluationView(32, 32, Interpolation.BILINEAR, samples);
        try (Encoder encoder = Encoder.of(network("resnet18", 2), view, Origin.untrained(1), EncoderConfig.DEFAULT)) {
            ExportOptions options = ExportOptions.of(ExportFormat.ONNX).withInput(ExportInput.FLOAT);
            Exported exported = encoder.export(options, folder.resolve("encoder.onnx"));
            assertEquals(CheckImages.MOST, exported.images());
            assertTrue(exported.largestDifference() <= 1e-4 * exported.largestValue(), exported::toString);
        }
    }

    @Test
    void imagesOfWhichNoneCanBeReadAreRefusedInWords() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        Files.writeString(images.resolve("broken.jpg"), "no image");
        try (Encoder encoder = encoder("resnet18")) {
            String message = assertThrows(
                            ExportException.class,
                            () -> encoder.export(
                                    ExportOptions.of(ExportFormat.ONNX),
                                    folder.resolve("a.onnx"),
                                    ImageFolder.open(images)))
                    .getMessage();
            assertTrue(message.contains("can be read"), message);
        }
        assertEquals(List.of("images"), names());
    }

    @Test
    void imagesThatAreGoneOrBrokenArePassedOver() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        for (int i = 0; i < 3; i++) {
            Files.write(images.resolve(i + ".png"), IMAGES.read(i));
        }
        Files.writeString(images.resolve("00.png"), "no image");
        ImageSource source = ImageFolder.open(images);
        Files.delete(images.resolve("0.png"));
        try (Encoder encoder = encoder("resnet18")) {
            Exported exported =
                    encoder.export(ExportOptions.of(ExportFormat.TORCHSCRIPT), folder.resolve("a.pt"), source);
            assertEquals(2, exported.images());
        }
    }

    private void refused(Encoder encoder, ExportOptions options, Path out, String part) {
        said(part, assertThrows(ExportException.class, () -> encoder.export(options, out, IMAGES)));
    }

    private void cannotBeWritten(Encoder encoder, ExportOptions options, Path out, String part) {
        said(part, assertThrows(IOException.class, () -> encoder.export(options, out, IMAGES)));
    }

    private static void said(String part, IOException e) {
        String message = e.getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("\n"), message);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static Encoder encoder(String name) {
        return Encoder.of(
                network(name, 3), EvaluationView.of(32), Origin.of("byol", "cifar10", 1), EncoderConfig.DEFAULT);
    }

    /** A network whose running statistics have moved. */
    private static Backbone network(String name, int channels) {
        Backbone network = Backbones.named(name, Map.of("base-width", 8, "channels", channels));
        network.initialize(5);
        float[] values = new float[4 * channels * 32 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 0.7) * (1 + i % 3);
        }
        try (Tensor x = Tensor.of(values, 4, channels, 32, 32)) {
            for (int step = 0; step < 3; step++) {
                network.forward(x).close();
            }
        }
        return network;
    }

    /** Describes one more step than it computes. */
    private static final class Lying extends Backbone {
        private final ResNet network;

        Lying() {
            super(3, 64);
            network = child("network", new ResNet(ResNet.Config.of(18).withBaseWidth(8)));
        }

        @Override
        public Tensor forward(Tensor x) {
            return network.forward(x);
        }

        @Override
        public <V> V describe(Operations<V> to, V x) {
            return to.scale(network.describe(to, x), 1.001);
        }
    }

    private static final class Silent extends Backbone {
        Silent() {
            super(3, 64);
        }

        @Override
        public Tensor forward(Tensor x) {
            return x.flatten(1).narrow(1, 0, 64);
        }
    }
}
