package dev.selfsame.train;

import dev.selfsame.data.ImageSource;
import java.io.IOException;
import java.util.List;

/** A source whose images come from another, unless a subclass has its way with them. */
class SourceAround implements ImageSource {
    private final ImageSource source;

    SourceAround(ImageSource source) {
        this.source = source;
    }

    /** A source that takes its time for each image. */
    static SourceAround slow(ImageSource source, long millis) {
        return new SourceAround(source) {
            @Override
            public byte[] read(int i) throws IOException {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return super.read(i);
            }
        };
    }

    @Override
    public byte[] read(int i) throws IOException {
        return source.read(i);
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
    public final String describe() {
        return source.describe();
    }

    @Override
    public final String fingerprint() {
        return source.fingerprint();
    }
}
