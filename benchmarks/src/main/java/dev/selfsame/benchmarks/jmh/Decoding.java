package dev.selfsame.benchmarks.jmh;

import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decoding a JPEG of CIFAR's size and one of a photograph's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Decoding {
    /** A photograph of one's own, by {@code -p file=PATH}; empty for a drawn one of 500×375. */
    @Param("")
    public String file = "";

    private byte[] small = {};
    private byte[] photograph = {};

    /** For JMH. */
    public Decoding() {}

    /** Makes the files. */
    @Setup
    public void prepare() throws IOException {
        small = Drawn.jpeg(Drawn.image(32, 32));
        photograph = file.isEmpty() ? Drawn.jpeg(Drawn.image(500, 375)) : Files.readAllBytes(Path.of(file));
    }

    /** 32×32. */
    @Benchmark
    public Pixels decode32() throws UnreadableImageException {
        return ImageDecoder.decode(small);
    }

    /** 500×375. */
    @Benchmark
    public Pixels decodePhotograph() throws UnreadableImageException {
        return ImageDecoder.decode(photograph);
    }
}
