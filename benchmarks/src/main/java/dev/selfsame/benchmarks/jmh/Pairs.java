package dev.selfsame.benchmarks.jmh;

import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Both views of an image into a batch, normalised; each call draws anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Pairs {
    /** Whose views: at 32 pixels as in recipe {@code cifar10}, without blur. */
    @Param({"simclr", "byol"})
    public String method = "";

    /** Side of a view; 32 from an image of 32×32, 224 from one of 500×375. */
    @Param({"32", "224"})
    public int size;

    private Views views = SimClrViews.of(1);
    private byte[] file = {};
    private Pixels image = Pixels.blank(1, 1, 3);
    private FloatBuffer batch = FloatBuffer.allocate(1);
    private int calls;

    /** For JMH. */
    public Pairs() {}

    /** Draws the image. */
    @Setup
    public void prepare() throws IOException {
        boolean small = size == 32;
        if (method.equals("byol")) {
            views = small ? ByolViews.of(size).withBlur(0, 0) : ByolViews.of(size);
        } else {
            views = small ? SimClrViews.of(size).withStrength(0.5).withBlur(0) : SimClrViews.of(size);
        }
        image = small ? Drawn.image(32, 32) : Drawn.image(500, 375);
        file = Drawn.jpeg(image);
        batch = ByteBuffer.allocateDirect(2 * size * size * 3 * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** From a decoded image. */
    @Benchmark
    public float render() {
        return render(image);
    }

    /** From a JPEG file in memory. */
    @Benchmark
    public float decodeAndRender() throws UnreadableImageException {
        return render(ImageDecoder.decode(file));
    }

    private float render(Pixels decoded) {
        int call = calls++;
        for (int view = 0; view < 2; view++) {
            Draws draws = Draws.of(1, Stream.VIEWS, 0, call, view);
            views.render(decoded, view, draws, batch, view * size * size * 3);
        }
        return batch.get(0);
    }
}
