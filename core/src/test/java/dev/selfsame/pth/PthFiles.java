package dev.selfsame.pth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files for the tests: those that PyTorch wrote, and archives around a pickle of one's own. */
final class PthFiles {
    private PthFiles() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(PthFiles.class.getResource("/pth/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An archive with a pickle, each character of which is a byte, and one storage of 16 bytes, {@code 0}. */
    static Path archive(Path path, String pickle) throws IOException {
        try (OutputStream out = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            stored(zip, "archive/data.pkl", pickle.getBytes(ISO_8859_1));
            stored(zip, "archive/data/0", new byte[16]);
        }
        return path;
    }

    /** An archive that claims little and holds much. */
    static void deflated(Path path, byte[] pickle) throws IOException {
        try (OutputStream out = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle);
        }
    }

    private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
