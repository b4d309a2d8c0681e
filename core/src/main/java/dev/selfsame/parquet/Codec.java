package dev.selfsame.parquet;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;
import org.apache.parquet.format.CompressionCodec;

/** The compressions of pages. */
final class Codec {
    private static final int LIKELY = 8;

    private Codec() {}

    /** Refuses what is not read. */
    static void check(CompressionCodec codec) throws IOException {
        switch (codec) {
            case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> {}
            default ->
                throw new IOException("pages compressed by " + codec
                        + " are not read: write them uncompressed or by snappy, gzip, zstd or lz4_raw");
        }
    }

    /**
     * What the bytes from a place on unpack to. Memory is taken for what is said only as far as the bytes that are there
     * make it likely, and beyond that as it comes out.
     *
     * @param length how many bytes have to come out
     * @throws IOException where it is damaged, or another length comes out
     */
    static byte[] unpack(CompressionCodec codec, byte[] bytes, int from, int length) throws IOException {
        int stored = bytes.length - from;
        if (codec == CompressionCodec.UNCOMPRESSED) {
            if (stored != length) {
                throw wrongLength(length);
            }
            return from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
        }
        try (InputStream in = stream(codec, new ByteArrayInputStream(bytes, from, stored))) {
            byte[] unpacked = (long) stored * LIKELY >= length ? exactly(in, length) : in.readNBytes(length);
            if (unpacked.length != length || in.read() >= 0) {
                throw wrongLength(length);
            }
            return unpacked;
        } catch (RuntimeException e) { // commons-compress's, of broken input
            throw new IOException("a page is damaged: " + codec + " cannot unpack it", e);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        return in.readNBytes(bytes, 0, length) == length ? bytes : new byte[0];
    }

    private static IOException wrongLength(int length) {
        return new IOException("a page is damaged: it does not unpack to the " + length + " bytes that it claims");
    }

    private static InputStream stream(CompressionCodec codec, InputStream bytes) throws IOException {
        return switch (codec) {
            case SNAPPY -> new SnappyCompressorInputStream(bytes);
            case GZIP -> new GZIPInputStream(bytes, 1 << 13);
            case ZSTD -> new ZstdInputStreamNoFinalizer(bytes);
            case LZ4_RAW -> new BlockLZ4CompressorInputStream(bytes);
            default -> throw new IOException("pages compressed by " + codec + " are not read");
        };
    }
}
