package dev.selfsame.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything is, and how processes are started there.
 *
 * @param root of the checkout
 * @param work a temporary folder, with the data unpacked
 * @param python of the peers
 * @param cores of the machine
 */
record Place(Path root, Path work, Path python, int cores) {
    private static final String OURS = "dev.selfsame.benchmarks.ours.";

    Path cifar() {
        return work.resolve("cifar10");
    }

    Path cifarTrain() {
        return cifar().resolve("train");
    }

    Path photos() {
        return work.resolve("photos");
    }

    /** A text file that names each photograph many times, so that an epoch is long enough. */
    Path photosList() {
        return work.resolve("photos.txt");
    }

    Path weights(String network) {
        return work.resolve(network + ".safetensors");
    }

    List<String> ours(String program, Object... arguments) {
        return words(root.resolve("benchmarks/java"), OURS + program, arguments);
    }

    List<String> selfsame(Object... arguments) {
        List<String> words = new ArrayList<>(List.of(root.resolve("selfsame").toString()));
        Stream.of(arguments).map(Object::toString).forEach(words::add);
        return words;
    }

    List<String> peer(String program, Object... arguments) {
        return words(python, root.resolve("benchmarks/peers").resolve(program).toString(), arguments);
    }

    private static List<String> words(Path program, String first, Object... arguments) {
        List<String> words = new ArrayList<>(List.of(program.toString(), first));
        Stream.of(arguments).map(Object::toString).forEach(words::add);
        return words;
    }

    /** Numbers of loader processes to try: none to one a core; none or one to try the program. */
    List<Integer> workers(boolean few) {
        return Stream.iterate(0, n -> n + 1).limit(few ? 2 : cores + 1L).toList();
    }

    /** A command as a person would type it in the checkout. */
    String readable(String command) {
        return command.replace(root + "/", "").replace(work.toString(), "WORK").replace(python.toString(), "python");
    }

    /**
     * Unpacks the archives.
     *
     * @param data where they are
     * @param few whether to keep only a few images, to try the program
     */
    void unpack(Path data, boolean few) throws IOException, InterruptedException {
        for (String archive : List.of("cifar10-subset.tar.gz", "photos.tar")) {
            Path file = data.resolve(archive);
            if (!Files.isRegularFile(file)) {
                throw new IOException("there is no " + file + ": --data names the folder that has it");
            }
            Child.output(List.of("tar", "-xf", file.toString(), "-C", work.toString()));
        }
        if (few) {
            keep(cifar(), 20);
            keep(photos(), 10);
        }
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(photos())) {
            files.map(Path::toString).sorted().forEach(names::add);
        }
        List<String> repeated =
                Collections.nCopies(20, names).stream().flatMap(List::stream).toList();
        Files.write(photosList(), repeated);
    }

    /** Deletes all but so many files of each folder below one. */
    private static void keep(Path folder, int files) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            int kept = 0;
            for (Path entry : entries.sorted(Comparator.naturalOrder()).toList()) {
                if (Files.isDirectory(entry)) {
                    keep(entry, files);
                } else if (kept++ >= files) {
                    Files.delete(entry);
                }
            }
        }
    }
}
