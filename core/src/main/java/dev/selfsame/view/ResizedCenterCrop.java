package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.image.SampleResampling;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * {@link Resize}, then {@link CenterCrop}, of which only what stays is computed: a strip of 1 × 1,000,000 pixels would
 * not fit into memory resized.
 */
record ResizedCenterCrop(int size, int shortSide, Interpolation interpolation) implements Transform {
    @Override
    public Pixels apply(Pixels image, Draws draws) {
        int shorter = Math.min(image.width(), image.height());
        int width = side(image.width(), shorter);
        int height = side(image.height(), shorter);
        int x = (int) Math.rint((width - size) / 2.0);
        int y = (int) Math.rint((height - size) / 2.0);
        return Resampling.cropOfResized(image, width, height, x, y, size, size, interpolation);
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        int shorter = Math.min(image.width(), image.height());
        int width = side(image.width(), shorter);
        int height = side(image.height(), shorter);
        int x = (int) Math.rint((width - size) / 2.0);
        int y = (int) Math.rint((height - size) / 2.0);
        return SampleResampling.cropOfResized(image, width, height, x, y, size, size, interpolation);
    }

    private int side(int length, int shorter) {
        return (int) Math.min(Integer.MAX_VALUE, (long) shortSide * length / shorter);
    }
}
