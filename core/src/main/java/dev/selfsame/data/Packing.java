package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/** How a tar archive is compressed as a whole, which its first bytes say, whatever its name is. */
enum Packing {
    NONE(""),
    GZIP("\u001F\u008B\b"),
    BZIP2("BZh"),
    LZ4("\u0004\"M\u0018"),
    XZ("\u00FD7zXZ\0"),
    ZSTD("(\u00B5/\u00FD");

    private static final int BUFFER = 1 << 16;
    /** Headers of members lie far from each other where nothing is compressed. */
    private static final int PLAIN_BUFFER = 1 << 12;

    private final String start;

    Packing(String start) {
        this.start = start;
    }

    /** How a file is compressed. */
    static Packing of(Path file) throws IOException {
        String first;
        try (InputStream in = Files.newInputStream(file)) {
            first = new String(in.readNBytes(512), ISO_8859_1);
        }
        if (first.startsWith("ustar", 257)) {
            return NONE; // a member's name may be BZh.jpg
        }
        for (Packing packing : values()) {
            if (packing != NONE && first.startsWith(packing.start)) {
                return packing;
            }
        }
        return NONE;
    }

    /** The archive without the compression, to be read once from its beginning. */
    InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), this == NONE ? PLAIN_BUFFER : BUFFER);
        try {
            return switch (this) {
                case NONE -> in;
                case GZIP ->
                    GzipCompressorInputStream.builder()
                            .setInputStream(in)
                            .setDecompressConcatenated(true)
                            .get();
                case BZIP2 -> new BZip2CompressorInputStream(in, true);
                case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
                case XZ, ZSTD ->
                    throw new SourceException(
                            "tar archives compressed by " + name().toLowerCase(Locale.ROOT) + " are not read: " + file
                                    + "; compress it by gzip, or not at all, since images hardly shrink");
            };
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
