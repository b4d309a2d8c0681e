package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanesTest {
    private static final List<Consumer<Planes>> CHANGES = List.of(
            p -> p.brightness(1.3),
            p -> p.contrast(0.6),
            p -> p.saturation(1.7),
            p -> p.hue(-0.13),
            Planes::grayscale,
            p -> p.solarize(90),
            p -> p.blur(1.1));

    /** Each blend of two levels, as Pillow's C code has it. */
    @Test
    void blendsAreCutOffAsInPillow() {
        Random random = new Random(5);
        byte[] levels = new byte[256];
        for (int i = 0; i < 256; i++) {
            levels[i] = (byte) i;
        }
        for (int round = 0; round < 300; round++) {
            float alpha = round < 100 ? round / 50f : random.nextFloat() * (round < 250 ? 2 : 100);
            byte[] brighter = ColorOperations.brightness(Pixels.of(256, 1, 1, levels.clone()), alpha)
                    .data();
            for (int v = 0; v < 256; v++) {
                assertEquals(blend(0, v, alpha), brighter[v] & 0xFF, "brightness " + alpha + " of " + v);
            }
            int grey = random.nextInt(256);
            byte[] samples = new byte[3 * 256];
            for (int v = 0; v < 256; v++) {
                samples[3 * v] = (byte) v;
                samples[3 * v + 1] = (byte) grey;
                samples[3 * v + 2] = (byte) random.nextInt(256);
            }
            byte[] stronger = ColorOperations.saturation(Pixels.of(256, 1, 3, samples), alpha)
                    .data();
            for (int i = 0; i < samples.length; i += 3) {
                int luma = ((samples[i] & 0xFF) * 19595
                                + (samples[i + 1] & 0xFF) * 38470
                                + (samples[i + 2] & 0xFF) * 7471
                                + 32768)
                        >> 16;
                for (int c = 0; c < 3; c++) {
                    assertEquals(blend(luma, samples[i + c] & 0xFF, alpha), stronger[i + c] & 0xFF);
                }
            }
        }
    }

    private static int blend(int from, int to, float alpha) {
        return Math.max(0, Math.min(255, (int) (from + alpha * (to - from))));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "32, 32", "33, 100", "1, 3000", "3000, 2", "1024, 3", "1025, 3", "224, 224"})
    void changesTogetherAreAsOneByOne(int width, int height) {
        Pixels image = Patterns.rgb(width, height);
        Random random = new Random(width);
        for (int round = 0; round < 10; round++) {
            Pixels oneByOne = image;
            try (Planes together = Planes.of(image)) {
                for (int i = 0; i < 5; i++) {
                    Consumer<Planes> change = CHANGES.get(random.nextInt(CHANGES.size()));
                    change.accept(together);
                    try (Planes one = Planes.of(oneByOne)) {
                        change.accept(one);
                        oneByOne = one.toPixels();
                    }
                }
                assertArrayEquals(oneByOne.data(), together.toPixels().data());
                assertArrayEquals(oneByOne.data(), together.toPixels().data(), "a second time");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30, 20, 32, 32",
        "9, 31, 32, 32",
        "40, 40, 7, 13",
        "32, 32, 32, 32",
        "1, 1, 5, 5",
        "2, 2, 50, 40",
        "40, 30, 131, 127",
        "40, 40, 1500, 20"
    })
    void aFlippedCropIsACropFlipped(int width, int height, int newWidth, int newHeight) {
        for (int channels : new int[] {1, 3, 4}) {
            Pixels image = Patterns.of(44, 45, channels);
            for (Interpolation interpolation : Interpolation.values()) {
                Pixels crop = Resampling.resizedCrop(image, 3, 2, width, height, newWidth, newHeight, interpolation);
                try (Planes same = Resampling.resizedCrop(
                                image, 3, 2, width, height, newWidth, newHeight, interpolation, false);
                        Planes flipped = Resampling.resizedCrop(
                                image, 3, 2, width, height, newWidth, newHeight, interpolation, true)) {
                    assertArrayEquals(crop.data(), same.toPixels().data());
                    assertArrayEquals(
                            Geometry.flipHorizontally(crop).data(),
                            flipped.toPixels().data());
                }
            }
        }
    }

    @Test
    void writesNormalisedValuesInterleaved() {
        double[] mean = {0.1, 0.2, 0.3, 0.4};
        double[] std = {0.9, 0.8, 0.7, 0.6};
        for (int channels = 1; channels <= 4; channels++) {
            Pixels image = Patterns.of(40, 30, channels);
            FloatBuffer out = FloatBuffer.allocate(image.data().length + 3);
            try (Planes planes = Planes.of(image)) {
                planes.write(mean, std, out, 3);
                for (int i = 0; i < image.data().length; i++) {
                    int c = i % channels;
                    assertEquals(
                            ((image.data()[i] & 0xFF) / 255f - (float) mean[c]) / (float) std[c],
                            out.get(3 + i),
                            "" + i);
                }
                assertArrayEquals(image.data(), planes.toPixels().data(), "writing changes nothing");
            }
        }
    }

    @Test
    void givesTheImageItselfWhereNothingWasChanged() {
        Pixels image = Patterns.rgb(5, 4);
        try (Planes planes = Planes.of(image)) {
            planes.brightness(1);
            planes.contrast(1);
            planes.saturation(1);
            assertSame(image, planes.toPixels());
            assertEquals("Planes[5 x 4, 3 channels]", planes.toString());
        }
    }

    @Test
    void saysThatItWasClosed() {
        Planes planes = Planes.of(Patterns.rgb(5, 4));
        planes.close();
        planes.close();
        for (Consumer<Planes> change : CHANGES) {
            assertEquals(
                    "the image was closed",
                    assertThrows(IllegalStateException.class, () -> change.accept(planes))
                            .getMessage());
        }
        assertThrows(IllegalStateException.class, planes::toPixels);
    }
}
