package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.tensor.Fft;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * The two-dimensional spectrum of each channel of an image, samples scaled to 0–1: {@code [C, H, W / 2 + 1]} complex
 * numbers, of which the rest follow, since the image is real. Frequency 0 is in the corner.
 */
final class Spectrum {
    private final int width;
    private final int height;
    private final int channels;
    private final double[] values; // real and imaginary parts in turn

    private Spectrum(int width, int height, int channels, double[] values) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.values = values;
    }

    static Spectrum of(Pixels image) {
        int size = image.width() * image.height();
        double[] planes = new double[size * image.channels()];
        for (int i = 0; i < planes.length; i++) {
            planes[i % image.channels() * size + i / image.channels()] = (image.data()[i] & 0xFF) / 255.0;
        }
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor real = Tensor.of(planes, image.channels(), image.height(), image.width());
            double[] values = Fft.real2d(real).toDoubles();
            return new Spectrum(image.width(), image.height(), image.channels(), values);
        }
    }

    /** The image of this spectrum: rounded, and held to 0–255. */
    Pixels toPixels() {
        double[] planes;
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor pairs = Tensor.of(values, channels, height, columns(), 2);
            planes = Fft.inverseReal2d(pairs, height, width).toDoubles();
        }
        Pixels image = Pixels.blank(width, height, channels);
        int size = width * height;
        for (int i = 0; i < planes.length; i++) {
            long level = Math.round(255 * planes[i]);
            image.data()[i % size * channels + i / size] = (byte) Math.max(0, Math.min(255, level));
        }
        return image;
    }

    /** Rows of a channel. */
    int rows() {
        return height;
    }

    /** Columns of a channel. */
    int columns() {
        return width / 2 + 1;
    }

    /** Multiplies every frequency of every channel by one complex number. */
    void turn(double real, double imaginary) {
        for (int i = 0; i < values.length; i += 2) {
            double re = values[i];
            double im = values[i + 1];
            values[i] = re * real - im * imaginary;
            values[i + 1] = re * imaginary + im * real;
        }
    }

    /**
     * Multiplies each frequency by a number, the same in every channel.
     *
     * @param factors {@link #rows()} × {@link #columns()}
     */
    void filter(double[] factors) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factors[i / 2 % factors.length];
        }
    }
}
