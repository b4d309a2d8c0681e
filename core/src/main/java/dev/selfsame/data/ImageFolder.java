package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The images below a folder, at any depth, in UTF-8 byte order of their relative paths. An image is a file with an
 * image's suffix, in capitals or not; hidden files and folders and the directories of runs are left out, and links are
 * followed. The label is the first folder of the relative path; an image that lies directly in the root has none.
 */
public final class ImageFolder implements ImageSource {
    private final Path root;
    private final FileNames names;
    private final PathTable images;
    private final String fingerprint;
    private final List<String> classes;
    private final int[] classOfFolder;

    private ImageFolder(Path root, FolderWalk.Found found) {
        this.root = root;
        this.names = new FileNames(root);
        this.images = found.images();
        this.fingerprint = found.fingerprint();
        SortedSet<String> sorted = new TreeSet<>(FileNames.UTF8_ORDER);
        for (int folder = 0; folder < images.folders(); folder++) {
            if (images.folder(folder).length > 0) {
                sorted.add(className(images.folder(folder)));
            }
        }
        this.classes = List.copyOf(sorted);
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : classes) {
            numbers.put(name, numbers.size());
        }
        this.classOfFolder = new int[images.folders()];
        for (int folder = 0; folder < images.folders(); folder++) {
            byte[] path = images.folder(folder);
            classOfFolder[folder] = path.length == 0 ? -1 : numbers.getOrDefault(className(path), -1);
        }
    }

    /**
     * Lists the images of a folder.
     *
     * @throws SourceException where {@code root} is no folder, a folder below it cannot be read, or no image is found
     */
    public static ImageFolder open(Path root) throws SourceException {
        return open(root, false);
    }

    /**
     * Lists the images and npy arrays of a folder, for images as they are.
     *
     * @throws SourceException where {@code root} is no folder, a folder below it cannot be read, or no image is found
     */
    public static ImageFolder withArrays(Path root) throws SourceException {
        return open(root, true);
    }

    private static ImageFolder open(Path root, boolean arrays) throws SourceException {
        FolderWalk.Found found = FolderWalk.find(root, name -> ImageFiles.isImage(name, arrays));
        if (found.images().size() == 0) {
            throw new SourceException(String.format(
                    "no images in the folder %s: looked in it and the folders below for files ending in %s%s",
                    root,
                    ImageFiles.endings(arrays),
                    found.others() == 0 ? "" : "; found " + found.others() + " other files"));
        }
        return new ImageFolder(root, found);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public String name(int i) {
        return new String(images.path(i), UTF_8);
    }

    @Override
    public Path file(int i) {
        return names.resolve(images.path(i));
    }

    @Override
    public byte[] read(int i) throws IOException {
        return ImageFiles.read(file(i));
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int classIndex(int i) {
        return classOfFolder[images.folderOf(i)];
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "the folder %s with %,d image%s in %s",
                root,
                size(),
                size() == 1 ? "" : "s",
                classes.isEmpty()
                        ? "no class folders"
                        : classes.size() + (classes.size() == 1 ? " class folder" : " class folders"));
    }

    @Override
    public String howToLabel() {
        return "put the images of each class into a sub-folder of its own, as in "
                + root.resolve("cat").resolve("1.jpg");
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return "ImageFolder[" + root + ", " + size() + " images]";
    }

    private static String className(byte[] folder) {
        int end = 0;
        while (folder[end] != '/') {
            end++;
        }
        return new String(folder, 0, end, UTF_8);
    }
}
