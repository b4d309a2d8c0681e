package dev.selfsame.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.image.Interpolation;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.Origin;
import dev.selfsame.model.export.Exported;
import dev.selfsame.nn.ResNet;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureEncoderTest {
    @TempDir
    private Path folder;

    private Path weights;

    @BeforeEach
    void write() throws IOException {
        weights = folder.resolve("encoder.safetensors");
        try (ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(4))) {
            net.initialize(1);
            double[] half = {0.5, 0.5, 0.5};
            EvaluationView view = new EvaluationView(32, 32, Interpolation.BILINEAR, Normalize.of(half, half));
            Encoder.save(weights, net, view, Origin.untrained(1));
        }
    }

    private static DemoImages images(DemoImages.Split split, int count) {
        return new DemoImages(1, split, count);
    }

    @Test
    void everyProtocolGivesAFigure() throws IOException {
        try (Encoder encoder = Encoder.load(weights)) {
            Map<String, Double> measured = MeasureEncoder.measure(
                    encoder, images(DemoImages.Split.TRAIN, 100), images(DemoImages.Split.TEST, 200));
            assertEquals(
                    List.of("knn", "linear", "logistic", "5 shots", "mean average precision", "effective rank"),
                    List.copyOf(measured.keySet()));
            double rank = measured.get("effective rank");
            assertTrue(rank >= 1 && rank <= 32, measured.toString());
            measured.forEach((name, value) -> assertTrue(value > 0, measured.toString()));
        }
    }

    @Test
    void itIsFinetunedAndComparedWithScratch() throws IOException {
        Map<String, Double> measured = MeasureEncoder.finetune(
                weights, images(DemoImages.Split.TRAIN, 200), images(DemoImages.Split.TEST, 40), 1);
        assertEquals(List.of("pretrained", "from scratch"), List.copyOf(measured.keySet()));
        measured.forEach((name, value) -> assertTrue(value >= 0 && value <= 1, measured.toString()));
    }

    @Test
    void itIsHandedOverAndComesBack() throws IOException {
        try (Encoder encoder = Encoder.load(weights)) {
            Path onnx = folder.resolve("encoder.onnx");
            Exported exported = HandOver.onnx(encoder, images(DemoImages.Split.TEST, 10), onnx);
            assertTrue(exported.largestDifference() <= 1e-4 * exported.largestValue(), exported.toString());
            assertTrue(Files.size(onnx) > 1000);
        }
        Path plain = folder.resolve("plain.safetensors");
        HandOver.torchvision(weights, plain);
        assertTrue(Files.size(plain) > 1000);
    }
}
