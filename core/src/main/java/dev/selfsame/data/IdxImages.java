package dev.selfsame.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Grey pictures of MNIST, Fashion-MNIST, KMNIST, EMNIST and their kind: idx files
 * (<a href="http://yann.lecun.com/exdb/mnist/">LeCun, Cortes and Burges</a>) of unsigned bytes with three dimensions,
 * compressed by gzip or not, with the labels in a file of one dimension beside.
 */
final class IdxImages {
    private static final Pattern IMAGES =
            Pattern.compile("(.*)images([-.])idx3-ubyte(\\.gz)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ANY = Pattern.compile(
            ".*(-idx[1-4]-ubyte|\\.idx[1-4]?(-ubyte)?)(\\.gz)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private IdxImages() {}

    /** Whether a file of this name is taken for idx. */
    static boolean isFile(String name) {
        return ANY.matcher(name).matches();
    }

    /** Whether a folder holds MNIST's files. */
    static boolean isFolder(Path folder) {
        return find(folder, "train") != null || find(folder, "t10k") != null;
    }

    /**
     * The images of a folder.
     *
     * @param part {@code train}, which null means too, or {@code test}
     */
    static ImageSource open(Path folder, @Nullable String part) throws SourceException {
        String prefix = DataSets.isFirst(part, folder, "train", "test") ? "train" : "t10k";
        Path file = find(folder, prefix);
        if (file == null) {
            throw new SourceException("the folder of idx files " + folder + " lacks " + prefix + "-images-idx3-ubyte");
        }
        return open(file);
    }

    private static @Nullable Path find(Path folder, String prefix) {
        for (String name : List.of("-images-idx3-ubyte", "-images.idx3-ubyte")) {
            for (String end : List.of("", ".gz")) {
                Path file = folder.resolve(prefix + name + end);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    /** The images of one file. */
    static ImageSource open(Path path) throws SourceException {
        DataFile file = IdxHeader.open(path);
        int[] sizes = IdxHeader.sizes(file);
        if (sizes.length != 3) {
            throw new SourceException(
                    path + (sizes.length == 1 ? " holds labels" : " has " + sizes.length + " dimensions")
                            + ": give an idx file of images, which has 3 dimensions");
        }
        long area = (long) sizes[1] * sizes[2];
        if (sizes[0] == 0 || area == 0 || area > Integer.MAX_VALUE / 4) {
            throw new SourceException(path + " has no images that can be read: " + sizes[0] + " of " + sizes[1] + "×"
                    + sizes[2] + " pixels");
        }
        RawPicture picture = new RawPicture(sizes[2], sizes[1], RawPicture.Order.GREY);
        RawImages.Records records = new RawImages.Records(file, IdxHeader.length(3), picture.bytes(), sizes[0]);
        Path labelFile = labelFile(path);
        Labels labels = new Labels();
        if (labelFile != null && Files.exists(labelFile)) {
            readLabels(labelFile, path, sizes[0], labels);
        }
        String noLabels = labelFile == null
                ? "its name does not say where its labels are"
                : "there is no " + labelFile.getFileName() + " beside it";
        return new RawImages(new RawImages.About("the idx file " + path, noLabels), picture, List.of(records), labels);
    }

    /** The file of labels that belongs to a file of images by its name, packed as that or not. */
    private static @Nullable Path labelFile(Path images) {
        Path name = images.getFileName();
        Matcher matcher = IMAGES.matcher(name == null ? "" : name.toString());
        if (!matcher.matches()) {
            return null;
        }
        String plain = matcher.group(1) + "labels" + matcher.group(2) + "idx1-ubyte";
        Path unpacked = images.resolveSibling(plain);
        Path packed = images.resolveSibling(plain + ".gz");
        boolean takePacked = matcher.group(3) != null ? Files.exists(packed) : Files.notExists(unpacked);
        return takePacked && Files.exists(packed) ? packed : unpacked;
    }

    private static void readLabels(Path path, Path images, int count, Labels labels) throws SourceException {
        DataFile file = IdxHeader.open(path);
        int[] sizes = IdxHeader.sizes(file);
        if (sizes.length != 1) {
            throw new SourceException(path + " holds no labels: it has " + sizes.length + " dimensions, not 1");
        }
        if (sizes[0] != count) {
            throw new SourceException(
                    path + " has " + sizes[0] + " labels, and " + images + " has " + count + " images");
        }
        for (byte number : IdxHeader.read(file, IdxHeader.length(1), count)) {
            labels.add(Integer.toString(number & 0xFF));
        }
    }
}
