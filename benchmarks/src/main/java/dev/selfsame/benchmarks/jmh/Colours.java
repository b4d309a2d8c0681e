package dev.selfsame.benchmarks.jmh;

import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.view.Normalize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Changes of colour, each with what has to stand around it: pixels taken apart, and written into a batch, normalised.
 * {@link #transfer} is that alone; what it takes is to be subtracted from the others.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Colours {
    /** Side of the view. */
    @Param({"32", "224"})
    public int size;

    private Pixels view = Pixels.blank(1, 1, 3);
    private FloatBuffer batch = FloatBuffer.allocate(1);

    /** For JMH. */
    public Colours() {}

    /** Draws the view. */
    @Setup
    public void prepare() {
        view = Drawn.image(size, size);
        batch = ByteBuffer.allocateDirect(size * size * 3 * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private float changed(Consumer<Planes> change) {
        try (Planes planes = Planes.of(view)) {
            change.accept(planes);
            Normalize.IMAGENET.write(planes, batch, 0);
        }
        return batch.get(0);
    }

    /** No change. */
    @Benchmark
    public float transfer() {
        return changed(planes -> {});
    }

    /** Brightness. */
    @Benchmark
    public float brightness() {
        return changed(planes -> planes.brightness(1.2));
    }

    /** Contrast. */
    @Benchmark
    public float contrast() {
        return changed(planes -> planes.contrast(0.8));
    }

    /** Saturation. */
    @Benchmark
    public float saturation() {
        return changed(planes -> planes.saturation(1.1));
    }

    /** Hue. */
    @Benchmark
    public float hue() {
        return changed(planes -> planes.hue(0.05));
    }

    /** The four of a jitter. */
    @Benchmark
    public float jitter() {
        return changed(planes -> {
            planes.brightness(1.2);
            planes.contrast(0.8);
            planes.saturation(1.1);
            planes.hue(0.05);
        });
    }

    /** Grayscale. */
    @Benchmark
    public float grayscale() {
        return changed(Planes::grayscale);
    }

    /** Blur of the mean width. */
    @Benchmark
    public float blur() {
        return changed(planes -> planes.blur(1.05));
    }

    /** Solarization. */
    @Benchmark
    public float solarize() {
        return changed(planes -> planes.solarize(128));
    }
}
