package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images of another source, unless a subclass has its way with them: by {@link #read} and, where the other source
 * holds pixels, by {@link #pixels}.
 */
public abstract class SourceAround implements ImageSource {
    private final ImageSource source;

    /** Around a source. */
    protected SourceAround(ImageSource source) {
        this.source = source;
    }

    @Override
    public byte[] read(int i) throws IOException {
        return source.read(i);
    }

    @Override
    public @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
        return source.pixels(i, options);
    }

    @Override
    public final @Nullable Path file(int i) {
        return source.file(i);
    }

    @Override
    public final int size() {
        return source.size();
    }

    @Override
    public final String name(int i) {
        return source.name(i);
    }

    @Override
    public final List<String> classes() {
        return source.classes();
    }

    @Override
    public int classIndex(int i) {
        return source.classIndex(i);
    }

    @Override
    public final int[] blocks() {
        return source.blocks();
    }

    @Override
    public final int window() {
        return source.window();
    }

    @Override
    public final long[] blockBytes() {
        return source.blockBytes();
    }

    @Override
    public final long temporaryBytes() {
        return source.temporaryBytes();
    }

    @Override
    public final String describe() {
        return source.describe();
    }

    @Override
    public final String fingerprint() {
        return source.fingerprint();
    }

    @Override
    public final String howToLabel() {
        return source.howToLabel();
    }
}
