package dev.selfsame.benchmarks.ours;

import dev.selfsame.data.ImageSource;
import java.io.IOException;
import java.util.List;

/**
 * The beginning of a source, without labels.
 *
 * @param source which one
 * @param size how many of its images, over again where it has fewer
 */
record FirstImages(ImageSource source, int size) implements ImageSource {
    @Override
    public String name(int i) {
        return source.name(i % source.size());
    }

    @Override
    public byte[] read(int i) throws IOException {
        return source.read(i % source.size());
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
        return "the first " + size + " of " + source.describe();
    }

    @Override
    public String fingerprint() {
        return source.fingerprint();
    }
}
