package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;

/** Small archives, made as a test needs them. */
final class Archives {
    private Archives() {}

    /** An image of 6 × 6 pixels that differs by its number. */
    static byte[] image(int number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("P6\n6 6\n255\n".getBytes(US_ASCII));
        for (int k = 0; k < 108; k++) {
            out.write(number * 31 + k * 7);
        }
        return out.toByteArray();
    }

    /** Writes a tar archive member by member. */
    static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");

        Tar() {
            this(TarArchiveOutputStream.LONGFILE_GNU);
        }

        Tar(int longNames) {
            out.setLongFileMode(longNames);
            out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        }

        Tar add(String name, byte[] content) {
            try {
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setModTime(0);
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Tar add(String name, String text) {
            return add(name, text.getBytes(UTF_8));
        }

        Tar link(String name, byte kind, String to) {
            try {
                TarArchiveEntry entry = new TarArchiveEntry(name, kind);
                entry.setModTime(0);
                entry.setLinkName(to);
                out.putArchiveEntry(entry);
                out.closeArchiveEntry();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Tar folder(String name) {
            return link(name, TarConstants.LF_DIR, "");
        }

        byte[] bytes() {
            try {
                out.close();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Without the blocks of zeros at the end. */
        byte[] unended() {
            byte[] whole = bytes();
            int end = whole.length;
            while (end >= 512 && allZero(whole, end - 512, end)) {
                end -= 512;
            }
            return Arrays.copyOf(whole, end);
        }
    }

    private static boolean allZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Images {@code from} to {@code to - 1}, each in the folder of its class. */
    static byte[] tar(int from, int to) {
        Tar tar = new Tar();
        for (int i = from; i < to; i++) {
            tar.add((i % 2 == 0 ? "even/" : "odd/") + i + ".ppm", image(i));
        }
        return tar.bytes();
    }

    /** A shard as WebDataset has it, cut off in the last of its images: that one is listed and has no label. */
    static byte[] cutShard(int images) {
        Tar tar = new Tar();
        for (int i = 0; i < images - 1; i++) {
            tar.add(i + ".ppm", image(i)).add(i + ".cls", i % 2 == 0 ? "even" : "odd");
        }
        byte[] unended = tar.add(images - 1 + ".ppm", image(images - 1)).unended();
        return Arrays.copyOf(unended, unended.length - 450);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GzipCompressorOutputStream out = new GzipCompressorOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] bzip2(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] lz4(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (FramedLZ4CompressorOutputStream out = new FramedLZ4CompressorOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Writes a zip archive: names and images by turns, every second one stored. */
    static void zip(Path file, String... names) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < names.length; i++) {
                ZipArchiveEntry entry = new ZipArchiveEntry(names[i]);
                out.setMethod(i % 2 == 0 ? ZipArchiveOutputStream.STORED : ZipArchiveOutputStream.DEFLATED);
                if (i % 2 == 0) {
                    CRC32 sum = new CRC32();
                    sum.update(image(i));
                    entry.setSize(image(i).length);
                    entry.setCrc(sum.getValue());
                }
                out.putArchiveEntry(entry);
                out.write(image(i));
                out.closeArchiveEntry();
            }
        }
    }
}
