package dev.selfsame.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.selfsame.data.ImageFolder;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Rgb;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.EvaluationView;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encoder knows what transparent pixels lay on when it was trained. */
class EncoderBackgroundTest {
    private static final EncoderConfig CONFIG =
            EncoderConfig.DEFAULT.withBatchSize(8).withWorkers(2);

    @TempDir
    Path folder;

    @Test
    void transparentPixelsLieOnTheColourOfTraining() throws Exception {
        byte[] half = transparent();
        Files.write(folder.resolve("half.png"), half);
        ImageFolder images = ImageFolder.open(folder);
        Rgb red = Rgb.parse("red");
        Path file = folder.resolve("encoder.safetensors");
        try (Encoder encoder = Encoder.of(
                EncoderTest.network(5), EvaluationView.of(32).withBackground(red), Origin.untrained(5), CONFIG)) {
            encoder.save(file);
        }
        Pixels onRed = ImageDecoder.decode(half, DecodeOptions.DEFAULT.withBackground(red));
        Pixels onWhite = ImageDecoder.decode(half);
        try (Encoder encoder = Encoder.load(file, CONFIG);
                Encoder told = Encoder.load(file, CONFIG.withBackground(Rgb.WHITE))) {
            assertEquals(red, encoder.view().background());
            float[] expected = encoder.embed(onRed);
            assertArrayEquals(expected, encoder.embed(half));
            assertArrayEquals(expected, encoder.embed(images).row(0), 1e-5f);
            assertArrayEquals(
                    expected,
                    encoder.embed(images, EvaluationView.of(32), new Skipped())
                            .get(0)
                            .row(0),
                    1e-5f);
            assertFalse(Arrays.equals(expected, encoder.embed(onWhite)));
            assertArrayEquals(told.embed(onWhite), told.embed(half));
        }
        try (Encoder small = Encoder.load(file, CONFIG.withMaxPixels(1000))) {
            Skipped skipped = new Skipped();
            assertEquals(0, small.embed(images, skipped).size());
            assertEquals(
                    "the image is too large: 40 x 40, more than 1000 pixels are not decoded",
                    skipped.entries().get(0).reason());
        }
    }

    @Test
    void aFileOfAnEarlierVersionIsOnWhite() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        try (Backbone backbone = EncoderTest.network(5)) {
            Encoder.save(whole, backbone, EvaluationView.of(32), Origin.untrained(5));
        }
        Path file = folder.resolve("earlier.safetensors");
        try (Safetensors tensors = Safetensors.open(whole)) {
            Map<String, String> metadata = new TreeMap<>(tensors.metadata());
            metadata.remove("background");
            Map<String, Tensor> weights = tensors.readAll();
            try {
                Safetensors.write(file, weights, metadata);
            } finally {
                weights.values().forEach(Tensor::close);
            }
        }
        try (Encoder encoder = Encoder.load(file, CONFIG)) {
            assertEquals(EvaluationView.of(32), encoder.view());
        }
    }

    /** A PNG file of which nothing is to be seen but the ground. */
    private static byte[] transparent() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB), "png", out);
        return out.toByteArray();
    }
}
