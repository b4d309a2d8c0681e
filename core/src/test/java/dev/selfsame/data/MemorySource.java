package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Small images made up from their index, some of them unreadable; counts how often it is read. */
class MemorySource implements ImageSource {
    static final int SIDE = 6;

    final AtomicInteger reads = new AtomicInteger();
    private final int size;
    private final IntPredicate broken;

    MemorySource(int size) {
        this(size, i -> false);
    }

    MemorySource(int size, IntPredicate broken) {
        this.size = size;
        this.broken = broken;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String name(int i) {
        return String.format("%c/%04d.ppm", i % 2 == 0 ? 'e' : 'o', i);
    }

    /** Every second broken image is missing, the others hold nonsense. */
    @Override
    public byte[] read(int i) throws IOException {
        reads.incrementAndGet();
        if (broken.test(i)) {
            if (i % 2 == 0) {
                throw new NoSuchFileException(name(i));
            }
            return "nonsense".getBytes(US_ASCII);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("P6\n" + SIDE + " " + SIDE + "\n255\n").getBytes(US_ASCII));
        for (int k = 0; k < SIDE * SIDE * 3; k++) {
            out.write(i * 31 + k * 7);
        }
        return out.toByteArray();
    }

    @Override
    public List<String> classes() {
        return List.of("e", "o");
    }

    @Override
    public int classIndex(int i) {
        return i % 2;
    }

    @Override
    public String describe() {
        return size + " made-up images";
    }

    @Override
    public String fingerprint() {
        return "made-up-" + size;
    }
}
