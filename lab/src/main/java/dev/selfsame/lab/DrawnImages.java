package dev.selfsame.lab;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images that the program draws, drawn once and kept for all runs of an experiment, a few kilobytes each. To draw them took
 * more than a quarter of a run, which looks at the test images again and again.
 */
final class DrawnImages implements ImageSource {
    private final DemoImages images;
    private final byte[][] files;

    DrawnImages(DemoImages images) {
        this.images = images;
        files = IntStream.range(0, images.size()).mapToObj(images::read).toArray(byte[][]::new);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public String name(int i) {
        return images.name(i);
    }

    @Override
    public byte[] read(int i) {
        return files[i].clone();
    }

    @Override
    public List<String> classes() {
        return images.classes();
    }

    @Override
    public int classIndex(int i) {
        return images.classIndex(i);
    }

    @Override
    public String describe() {
        return images.describe();
    }

    @Override
    public String fingerprint() {
        return images.fingerprint();
    }
}
