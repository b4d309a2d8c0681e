package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Pictures of one size that lie as bare samples in data files, one record after another. They are named by their file
 * and their place in it.
 */
final class RawImages implements ImageSource {
    private final About about;
    private final RawPicture picture;
    private final List<Records> files;
    private final int[] first;
    private final int size;
    private final int[] classOf;
    private final List<String> classes;

    /**
     * What is said of a source.
     *
     * @param what kind and place, such as {@code the CIFAR-10 training images in FOLDER}
     * @param noLabels why there are no labels, where there are none
     */
    record About(String what, String noLabels) {}

    /**
     * Records of a file.
     *
     * @param start where the first picture begins
     * @param stride from one picture to the next, in bytes
     * @param count how many there are, all within the file
     */
    record Records(DataFile file, long start, int stride, int count) {}

    /** The pictures of several files, with a label for each or none at all. */
    RawImages(About about, RawPicture picture, List<Records> files, Labels labels) throws SourceException {
        this.about = about;
        this.picture = picture;
        this.files = List.copyOf(files);
        this.first = new int[files.size()];
        long total = 0;
        for (int file = 0; file < first.length; file++) {
            first[file] = (int) total;
            total += files.get(file).count;
            if (total > Integer.MAX_VALUE - 8) {
                throw new SourceException("too many images: " + about.what);
            }
        }
        this.size = (int) total;
        this.classOf = labels.places();
        this.classes = labels.classes();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String name(int i) {
        Records records = files.get(fileOf(i));
        int digits = Integer.toString(records.count - 1).length();
        int place = i - first[fileOf(i)];
        return String.format(Locale.ROOT, "%s/%0" + digits + "d.png", records.file.name(), place);
    }

    /** {@inheritDoc} Here a PNG of the picture. */
    @Override
    public byte[] read(int i) throws IOException {
        return picture.png(stored(i));
    }

    @Override
    public Pixels pixels(int i, DecodeOptions options) throws IOException {
        return picture.pixels(stored(i));
    }

    private byte[] stored(int i) throws IOException {
        int file = fileOf(i);
        Records records = files.get(file);
        long at = records.start + (long) (i - first[file]) * records.stride;
        return records.file.read(at, picture.bytes());
    }

    private int fileOf(int i) {
        Objects.checkIndex(i, size);
        int file = first.length - 1;
        while (first[file] > i) {
            file--;
        }
        return file;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int classIndex(int i) {
        Objects.checkIndex(i, size);
        return classOf.length == 0 ? -1 : classOf[i];
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s with %,d image%s of %d×%d %s",
                about.what,
                size,
                size == 1 ? "" : "s",
                picture.width(),
                picture.height(),
                Labels.count(classes, "without labels (" + about.noLabels + ")"));
    }

    @Override
    public String howToLabel() {
        return about.noLabels;
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(this, i -> picture.bytes());
    }

    @Override
    public String toString() {
        return "RawImages[" + describe() + "]";
    }
}
