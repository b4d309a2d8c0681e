package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.ChannelFiles;
import dev.selfsame.image.Patterns;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Samples;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void eachChannelHasItsOwnStatistics(int channels) {
        double[] mean = new double[channels];
        double[] std = new double[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = 0.1 * c;
            std[c] = 0.5 + c;
        }
        Pixels image = Patterns.of(5, 4, channels);
        FloatBuffer out = FloatBuffer.allocate(7 + image.data().length + 3);
        Normalize.of(mean, std).write(Planes.of(image), out, 7);
        for (int i = 0; i < image.data().length; i++) {
            int c = i % channels;
            float expected = ((image.data()[i] & 0xFF) / 255f - (float) mean[c]) / (float) std[c];
            assertEquals(expected, out.get(7 + i));
        }
        assertEquals(0, out.get(6));
        assertEquals(0, out.get(7 + image.data().length));
        assertEquals(0, out.position());
    }

    @Test
    void imagesAsTheyAreAreNotScaled() {
        Samples image = Samples.of(2, 1, 2, new float[] {1000, -3, 0.5f, 65_535});
        FloatBuffer out = FloatBuffer.allocate(6);
        Normalize normalize = Normalize.asIs(new double[] {500, 0.5}, new double[] {250, 2});
        normalize.write(image, out, 1);
        assertArrayEquals(new float[] {0, 2, 0, -2.012f, 32_767.25f, 0}, out.array());
        assertTrue(normalize.isAsIs());
        assertEquals("Normalize[mean=[500.0, 0.5], std=[250.0, 2.0], as is]", normalize.toString());
        assertNotEquals(normalize, Normalize.of(normalize.mean(), normalize.std()));
        assertFalse(Normalize.IMAGENET.isAsIs());
    }

    @Test
    void imagesOfTheOtherKindAreRefused() {
        FloatBuffer out = FloatBuffer.allocate(12);
        Samples samples = ChannelFiles.pattern(2, 2, 3);
        assertEquals(
                "Normalize has statistics of 8-bit images; this is an image as it is",
                assertThrows(IllegalArgumentException.class, () -> Normalize.IMAGENET.write(samples, out, 0))
                        .getMessage());
        Normalize asIs = Normalize.asIs(new double[3], new double[] {1, 1, 1});
        Planes planes = Planes.of(Patterns.rgb(2, 2));
        assertEquals(
                "Normalize has statistics of images as they are; this is an 8-bit image",
                assertThrows(IllegalArgumentException.class, () -> asIs.write(planes, out, 0))
                        .getMessage());
    }

    @Test
    void anotherNumberOfChannelsIsRefused() {
        Pixels image = Patterns.of(2, 2, 1);
        FloatBuffer out = FloatBuffer.allocate(12);
        assertEquals(
                "Normalize has statistics for 3 channels; the image has 1",
                assertThrows(IllegalArgumentException.class, () -> Normalize.IMAGENET.write(Planes.of(image), out, 0))
                        .getMessage());
    }

    @Test
    void otherStatisticsAreRefused() {
        double[] one = {1};
        assertThrows(IllegalArgumentException.class, () -> Normalize.of(one, new double[2]));
        assertThrows(IllegalArgumentException.class, () -> Normalize.of(new double[0], new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Normalize.of(one, new double[] {0}));
        assertThrows(IllegalArgumentException.class, () -> Normalize.of(one, new double[] {Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> Normalize.of(new double[] {Double.NaN}, one));
    }

    @Test
    void isAValue() {
        double[] mean = {0.485, 0.456, 0.406};
        Normalize same = Normalize.of(mean, new double[] {0.229, 0.224, 0.225});
        mean[0] = 0;
        assertEquals(Normalize.IMAGENET, same);
        assertEquals(Normalize.IMAGENET.hashCode(), same.hashCode());
        assertNotEquals(same, Normalize.of(mean, new double[] {0.229, 0.224, 0.225}));
        assertEquals("Normalize[mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225]]", same.toString());
    }
}
