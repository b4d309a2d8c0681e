package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** The images of a zip archive without its directory, such as one that is cut off: reads the whole of what is there. */
final class ZipRescue {
    private ZipRescue() {}

    /** The images that are whole. */
    static ZipDirectory.Builder read(Path archive, boolean arrays) {
        ZipDirectory.Builder images = new ZipDirectory.Builder(arrays);
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                ZipArchiveInputStream zip = new ZipArchiveInputStream(file, ISO_8859_1.name(), true, false)) {
            for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (images.isImage(entry)) {
                    String problem = ZipDirectory.problem(entry);
                    if (problem.isEmpty()) {
                        measure(zip, entry);
                    }
                    images.add(entry, problem);
                }
            }
            return images;
        } catch (IOException | RuntimeException e) { // the end, or whatever the parser makes of garbage
            return images;
        }
    }

    /** Sets what stands behind the member, or only in the directory. */
    private static void measure(ZipArchiveInputStream zip, ZipArchiveEntry entry) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[1 << 13];
        long size = 0;
        for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
            sum.update(buffer, 0, count);
            size += count;
        }
        entry.setSize(size);
        entry.setCompressedSize(zip.getCompressedCount());
        entry.setCrc(sum.getValue());
    }
}
