package dev.selfsame.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The binary version of CIFAR-10 and CIFAR-100 (<a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky,
 * 2009</a>): records of a label, in CIFAR-100 a coarse one and a fine one, and 3,072 samples of a 32×32 picture. The
 * labels are the fine ones; their names are in {@code batches.meta.txt} or {@code fine_label_names.txt} beside.
 */
enum CifarBinary {
    TEN("CIFAR-10", 10, 1, "batches.meta.txt", "test_batch.bin") {
        @Override
        List<String> trainFiles() {
            return List.of(
                    "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin");
        }
    },
    HUNDRED("CIFAR-100", 100, 2, "fine_label_names.txt", "test.bin") {
        @Override
        List<String> trainFiles() {
            return List.of("train.bin");
        }
    };

    private static final RawPicture PICTURE = new RawPicture(32, 32, RawPicture.Order.PLANES);
    private static final int PIECE = 512; // records that are read at once for their labels

    private final String set;
    private final int classes;
    private final int labelBytes;
    private final String names;
    private final String testFile;

    CifarBinary(String set, int classes, int labelBytes, String names, String testFile) {
        this.set = set;
        this.classes = classes;
        this.labelBytes = labelBytes;
        this.names = names;
        this.testFile = testFile;
    }

    abstract List<String> trainFiles();

    /** The data set that a file of this name belongs to; null where it is none's. */
    static @Nullable CifarBinary ofFile(String name) {
        for (CifarBinary set : values()) {
            if (set.trainFiles().contains(name) || set.testFile.equals(name)) {
                return set;
            }
        }
        return null;
    }

    /** The data set whose files a folder holds; null where it holds none's. */
    static @Nullable CifarBinary ofFolder(Path folder) {
        for (CifarBinary set : values()) {
            boolean train = Files.isRegularFile(folder.resolve(set.trainFiles().get(0)));
            boolean test = Files.isRegularFile(folder.resolve(set.testFile));
            // Many a file is named test.bin.
            if (set == TEN ? train || test : train && test) {
                return set;
            }
        }
        return null;
    }

    /** The images of one file. */
    ImageSource open(Path file) throws SourceException {
        return open(List.of(file), file.toAbsolutePath().resolveSibling(names), "the " + set + " file " + file);
    }

    /**
     * The images of a folder.
     *
     * @param part {@code train}, which null means too, or {@code test}
     */
    ImageSource open(Path folder, @Nullable String part) throws SourceException {
        boolean train = DataSets.isFirst(part, folder, "train", "test");
        List<Path> files = (train ? trainFiles() : List.of(testFile))
                .stream().map(folder::resolve).toList();
        for (Path file : files) {
            if (Files.notExists(file)) {
                throw new SourceException("the " + set + " folder " + folder + " lacks " + file.getFileName());
            }
        }
        String what = "the " + set + (train ? " training" : " test") + " images in " + folder;
        return open(files, folder.resolve(names), what);
    }

    private ImageSource open(List<Path> paths, Path namesFile, String what) throws SourceException {
        ClassNames classNames = ClassNames.read(namesFile, 0);
        Labels labels = new Labels();
        classNames.tell(labels);
        List<RawImages.Records> files = new ArrayList<>();
        int record = labelBytes + PICTURE.bytes();
        for (Path path : paths) {
            DataFile file = DataFile.open(path);
            if (file.size() == 0 || file.size() % record != 0 || file.size() / record > Integer.MAX_VALUE - 8) {
                throw new SourceException(String.format(
                        Locale.ROOT,
                        "%s is cut off or no %s file: %d bytes are no whole number of records of %d",
                        path,
                        set,
                        file.size(),
                        record));
            }
            files.add(new RawImages.Records(file, labelBytes, record, (int) (file.size() / record)));
            readLabels(file, record, classNames, labels);
        }
        return new RawImages(new RawImages.About(what, "take labelled files"), PICTURE, files, labels);
    }

    private void readLabels(DataFile file, int record, ClassNames classNames, Labels labels) throws SourceException {
        try {
            for (long at = 0; at < file.size(); at += (long) PIECE * record) {
                byte[] piece = file.read(at, (int) Math.min((long) PIECE * record, file.size() - at));
                for (int j = labelBytes - 1; j < piece.length; j += record) {
                    int number = piece[j] & 0xFF;
                    int image = (int) ((at + j) / record);
                    if (number >= classes) {
                        throw new SourceException(file + " is no " + set + " file: the label of image " + image + " is "
                                + number + ", not 0 to " + (classes - 1));
                    }
                    labels.add(classNames.name(number, file, image));
                }
            }
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("cannot read " + file + ": " + Reason.of(e), e);
        }
    }
}
