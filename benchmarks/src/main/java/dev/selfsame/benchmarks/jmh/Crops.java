package dev.selfsame.benchmarks.jmh;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Resampling;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A rectangle of about 40 % of the area resized to a view, its shape as crops have it on the mean. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Crops {
    /** Side of the view; 32 from an image of 32×32, 224 from one of 500×375. */
    @Param({"32", "224"})
    public int size;

    /** How samples are weighted. */
    @Param({"BILINEAR", "BICUBIC"})
    public Interpolation interpolation = Interpolation.BILINEAR;

    private Pixels image = Pixels.blank(1, 1, 3);

    /** For JMH. */
    public Crops() {}

    /** Draws the image. */
    @Setup
    public void prepare() {
        image = size == 32 ? Drawn.image(32, 32) : Drawn.image(500, 375);
    }

    /** As planes of floats, which the other changes work on. */
    @Benchmark
    public int resizedCrop() {
        int width = image.width() * 62 / 100;
        int height = image.height() * 64 / 100;
        try (Planes planes = Resampling.resizedCrop(
                image, image.width() / 5, image.height() / 5, width, height, size, size, interpolation, true)) {
            return planes.width();
        }
    }
}
