package dev.selfsame.cli;

import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Some of CIFAR's training images, as many of each class. */
final class SomeCifar {
    private SomeCifar() {}

    static boolean isThere() {
        return Files.isDirectory(Shared.data());
    }

    /** Copies the first images of each of the ten classes. */
    static void copy(Path into, int images) throws IOException {
        for (Path folder : list(Shared.cifar10().resolve("train"))) {
            Path target = into.resolve(folder.getFileName().toString());
            Files.createDirectories(target);
            for (Path file : list(folder).subList(0, images / 10)) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
