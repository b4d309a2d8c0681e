package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DemoImagesTest {
    @Test
    void theFirstHundredImagesAreTheSameBytesEverywhere() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 100; i++) {
            digest.update(DemoImages.train().read(i));
        }
        assertEquals(
                "4f1f1a7d4e316f567379e8e454b5518a6918fdbda1f199786a6d7566d693f222",
                HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void anImageDependsOnSeedSplitAndIndexOnly() {
        byte[] image = new DemoImages(7, DemoImages.Split.TRAIN, 10).read(3);
        assertArrayEquals(image, new DemoImages(7, DemoImages.Split.TRAIN, 1_000).read(3));
        assertFalse(Arrays.equals(image, new DemoImages(8, DemoImages.Split.TRAIN, 10).read(3)));
        assertFalse(Arrays.equals(image, new DemoImages(7, DemoImages.Split.TEST, 10).read(3)));
        assertFalse(Arrays.equals(image, new DemoImages(7, DemoImages.Split.TRAIN, 20).read(13)));
    }

    @Test
    void everyReaderOfPngReadsThem() throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(DemoImages.test().read(0)));
        assertEquals(DemoImages.SIDE, image.getWidth());
        assertEquals(DemoImages.SIDE, image.getHeight());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < DemoImages.SIDE; x++) {
            colours.add(image.getRGB(x, x));
        }
        assertTrue(colours.size() > 1);
    }

    @Test
    void classesAreBalancedAndNamed() {
        DemoImages images = DemoImages.train();
        int[] counts = new int[10];
        for (int i = 0; i < images.size(); i++) {
            counts[images.classIndex(i)]++;
            assertTrue(images.name(i).startsWith(images.label(i) + "/"), images.name(i));
        }
        for (int count : counts) {
            assertEquals(images.size() / 10, count);
        }
        assertEquals(images.classes().stream().sorted().toList(), images.classes());
    }

    @Test
    void fingerprintTellsSeedsAndSplitsApart() {
        Set<String> fingerprints = new HashSet<>();
        for (DemoImages.Split split : DemoImages.Split.values()) {
            for (long seed = 0; seed < 3; seed++) {
                fingerprints.add(new DemoImages(seed, split, 10).fingerprint());
            }
        }
        assertEquals(6, fingerprints.size());
        assertNotEquals(DemoImages.train().fingerprint(), DemoImages.test().fingerprint());
    }

    /** The nearest of 2,000 images in pixels names the class a little better than chance, which is 0.1. */
    @Test
    void pixelsSayLittleAboutTheClass() throws IOException {
        float[][] known = pixels(DemoImages.train(), 2_000);
        float[][] asked = pixels(DemoImages.test(), 300);
        int right = 0;
        for (int i = 0; i < asked.length; i++) {
            int best = 0;
            double nearest = Double.MAX_VALUE;
            for (int j = 0; j < known.length; j++) {
                double distance = 0;
                for (int k = 0; k < asked[i].length && distance < nearest; k++) {
                    distance += (asked[i][k] - known[j][k]) * (asked[i][k] - known[j][k]);
                }
                if (distance < nearest) {
                    nearest = distance;
                    best = j;
                }
            }
            right += best % 10 == i % 10 ? 1 : 0;
        }
        double share = right / (double) asked.length;
        assertTrue(share > 0.1 && share < 0.25, "share right " + share);
    }

    @Test
    void indicesAndSizesOutOfRangeAreRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> DemoImages.test().read(DemoImages.TEST_SIZE));
        assertThrows(IndexOutOfBoundsException.class, () -> DemoImages.test().read(-1));
        assertThrows(IllegalArgumentException.class, () -> new DemoImages(1, DemoImages.Split.TEST, 0));
    }

    private static float[][] pixels(DemoImages images, int count) throws IOException {
        float[][] pixels = new float[count][];
        for (int i = 0; i < count; i++) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(images.read(i)));
            int side = DemoImages.SIDE;
            int[] rgb = image.getRGB(0, 0, side, side, null, 0, side);
            pixels[i] = new float[3 * rgb.length];
            for (int k = 0; k < pixels[i].length; k++) {
                pixels[i][k] = ((rgb[k / 3] >> (8 * (k % 3))) & 255) / 255f;
            }
        }
        return pixels;
    }
}
