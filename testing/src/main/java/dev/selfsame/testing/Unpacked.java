package dev.selfsame.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Archives unpacked once a machine, into a temporary folder named by the archive's size and time. */
final class Unpacked {
    private static final Map<Path, Path> FOLDERS = new ConcurrentHashMap<>();

    private Unpacked() {}

    /** The folder with the content of a {@code .tar} or {@code .tar.gz} file. */
    static Path folder(Path archive) {
        return FOLDERS.computeIfAbsent(archive, Unpacked::find);
    }

    private static Path find(Path archive) {
        try {
            Path home = Path.of(
                    System.getProperty("java.io.tmpdir"), "selfsame-test-data-" + System.getProperty("user.name"));
            Path folder = home.resolve("%s-%d-%d"
                    .formatted(
                            archive.getFileName(),
                            Files.size(archive),
                            Files.getLastModifiedTime(archive).toMillis()));
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(home);
                Path aside = Files.createTempDirectory(home, "unpacking");
                unpack(archive, aside);
                publish(aside, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("can't unpack " + archive + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path archive, Path into) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                InputStream content = archive.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
                TarArchiveInputStream tar = new TarArchiveInputStream(content)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = entry.resolveIn(into);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                }
            }
        }
    }

    /** Gives the finished folder its name; another process may have been first, and its folder is as good. */
    private static void publish(Path aside, Path folder) throws IOException {
        try {
            Files.move(aside, folder);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            try (Stream<Path> files = Files.walk(aside)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
