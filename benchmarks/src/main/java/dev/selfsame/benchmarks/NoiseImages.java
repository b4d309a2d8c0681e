package dev.selfsame.benchmarks;

import dev.selfsame.data.ImageSource;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.List;

/** JPEGs of noise, which hardly shrink: many bytes for little decoding. */
record NoiseImages(int size, int side) implements ImageSource {
    private static final int QUALITY = 95;

    @Override
    public String name(int i) {
        return String.format("%06d.jpg", i);
    }

    @Override
    public byte[] read(int i) {
        Draws draws = Draws.of(0, Stream.SAMPLE, 0, i);
        Pixels image = Pixels.blank(side, side, 3);
        for (int at = 0; at < image.data().length; at++) {
            image.data()[at] = (byte) draws.below(256);
        }
        return ImageEncoder.jpeg(image, QUALITY);
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public int classIndex(int i) {
        return -1;
    }

    @Override
    public String describe() {
        return size + " images of noise";
    }

    @Override
    public String fingerprint() {
        return "noise-" + size + "-" + side;
    }
}
