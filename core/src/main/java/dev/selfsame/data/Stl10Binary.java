package dev.selfsame.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The binary version of STL-10 (<a href="https://cs.stanford.edu/~acoates/stl10/">Coates, Lee and Ng, 2011</a>): 96×96
 * pictures, column by column, in {@code train_X.bin}, {@code test_X.bin} and {@code unlabeled_X.bin}. The labels, 1 to
 * 10, are in {@code train_y.bin} and {@code test_y.bin}, their names in {@code class_names.txt}.
 */
final class Stl10Binary {
    private static final RawPicture PICTURE = new RawPicture(96, 96, RawPicture.Order.TURNED_PLANES);
    private static final String TRAIN = "train_X.bin";
    private static final String TEST = "test_X.bin";
    private static final String UNLABELLED = "unlabeled_X.bin";
    private static final int CLASSES = 10;

    private Stl10Binary() {}

    /** Whether a file of this name holds pictures of STL-10. */
    static boolean isFile(String name) {
        return Set.of(TRAIN, TEST, UNLABELLED).contains(name);
    }

    /** Whether a folder holds the files of STL-10. */
    static boolean isFolder(Path folder) {
        return Stream.of(TRAIN, TEST, UNLABELLED).anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
    }

    /**
     * The images of a folder.
     *
     * @param part {@code train}, which null means too, {@code test} or {@code unlabeled}
     */
    static ImageSource open(Path folder, @Nullable String part) throws SourceException {
        boolean train = DataSets.isFirst(part, folder, "train", "test", "unlabeled");
        return open(folder.resolve(train ? TRAIN : part + "_X.bin"));
    }

    /** The images of one file. */
    static ImageSource open(Path path) throws SourceException {
        DataFile file = DataFile.open(path);
        if (file.size() == 0
                || file.size() % PICTURE.bytes() != 0
                || file.size() / PICTURE.bytes() > Integer.MAX_VALUE - 8) {
            throw new SourceException(String.format(
                    Locale.ROOT,
                    "%s is cut off or no STL-10 file: %d bytes are no whole number of pictures of %d",
                    path,
                    file.size(),
                    PICTURE.bytes()));
        }
        int count = (int) (file.size() / PICTURE.bytes());
        Path folder = path.toAbsolutePath().resolveSibling("");
        Path labelFile = folder.resolve(file.name().replace("_X", "_y"));
        Labels labels = new Labels();
        if (!file.name().equals(UNLABELLED) && Files.exists(labelFile)) {
            readLabels(labelFile, path, count, ClassNames.read(folder.resolve("class_names.txt"), 1), labels);
        }
        String noLabels = file.name().equals(UNLABELLED)
                ? "take train_X.bin or test_X.bin for labelled ones"
                : "there is no " + labelFile.getFileName() + " beside it";
        RawImages.Records records = new RawImages.Records(file, 0, PICTURE.bytes(), count);
        return new RawImages(
                new RawImages.About("the STL-10 file " + path, noLabels), PICTURE, List.of(records), labels);
    }

    private static void readLabels(Path path, Path images, int count, ClassNames names, Labels labels)
            throws SourceException {
        DataFile file = DataFile.open(path);
        if (file.size() != count) {
            throw new SourceException(
                    path + " has " + file.size() + " labels, and " + images + " has " + count + " images");
        }
        names.tell(labels);
        byte[] numbers;
        try {
            numbers = file.read(0, count);
        } catch (IOException e) {
            throw new SourceException("cannot read " + path + ": " + Reason.of(e), e);
        }
        for (int i = 0; i < count; i++) {
            if (numbers[i] < 1 || numbers[i] > CLASSES) {
                throw new SourceException("the label of image " + i + " in " + path + " is " + (numbers[i] & 0xFF)
                        + ", not 1 to " + CLASSES);
            }
            labels.add(names.name(numbers[i], file, i));
        }
    }
}
