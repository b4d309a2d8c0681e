package dev.selfsame.benchmarks.jmh;

import dev.selfsame.image.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** An image with the detail of a photograph: waves of falling strength, and noise. */
final class Drawn {
    private static final int WAVES = 24;

    private Drawn() {}

    static Pixels image(int width, int height) {
        Random random = new Random(1);
        double[][] waves = new double[WAVES][];
        for (int i = 0; i < WAVES; i++) {
            double frequency = 0.01 * Math.pow(1.25, i);
            double angle = random.nextDouble() * Math.PI;
            waves[i] = new double[] {
                frequency * Math.cos(angle), frequency * Math.sin(angle), random.nextDouble() * 6, 60.0 / (i + 2)
            };
        }
        Pixels result = Pixels.blank(width, height, 3);
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    double level = 120 + 6 * random.nextGaussian();
                    for (double[] wave : waves) {
                        level += wave[3] * Math.sin(wave[0] * x + wave[1] * y + wave[2] * (c + 1));
                    }
                    result.data()[at++] = (byte) Math.max(0, Math.min(255, level));
                }
            }
        }
        return result;
    }

    /** As a JPEG file, by Java's encoder at its own quality. */
    static byte[] jpeg(Pixels image) throws IOException {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                picture.setRGB(x, y, image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        return out.toByteArray();
    }
}
