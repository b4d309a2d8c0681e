package dev.selfsame.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder {@code shared} beside the project, with real images for tests; a user's checkout has none.
 *
 * <p>The system property {@code selfsame.shared} names another place for it.
 */
public final class Shared {
    private Shared() {}

    /** The project's root: the nearest folder above the working directory that holds {@code .mvn}. */
    public static Path project() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above " + start + " holds .mvn");
    }

    /** The folder with the archives of images; it may be missing. */
    public static Path data() {
        String named = System.getProperty("selfsame.shared");
        Path shared =
                named == null ? project().resolveSibling("shared") : project().resolve(named);
        return shared.normalize().resolve("data");
    }

    /** CIFAR-10 in part: {@code train/CLASS/NNNN.jpg}, 1,000 a class, and {@code test/CLASS/NNNN.jpg}, 200 a class. */
    public static Path cifar10() {
        return Unpacked.folder(data().resolve("cifar10-subset.tar.gz")).resolve("cifar10");
    }

    /** 100 photographs of about 500×375. */
    public static Path photos() {
        return Unpacked.folder(data().resolve("photos.tar")).resolve("photos");
    }

    /** Images of every kind that a decoder may meet, broken ones included. */
    public static Path oddImages() {
        return Unpacked.folder(data().resolve("odd-images.tar.gz")).resolve("odd-images");
    }
}
