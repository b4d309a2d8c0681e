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
     * What a part of some bytes unpacks to. Memory is taken as it comes out, not for what is said.
     *
     * @param length how many bytes have to come out
     * @throws IOException where it is damaged, or another length comes out
     */
    static byte[] unpack(CompressionCodec codec, byte[] bytes, int from, int length) throws IOException {
        byte[] unpacked;
        if (codec == CompressionCodec.UNCOMPRESSED) {
            unpacked = from == 0 ? bytes : Arrays.copyOfRange(bytes, from, bytes.length);
        } else {
            try (InputStream in = stream(codec, new ByteArrayInputStream(bytes, from, bytes.length - from))) {
                unpacked = in.readNBytes(length + 1);
            } catch (RuntimeException e) { // commons-compress's, of broken input
                throw new IOException("a page is damaged: " + codec + " cannot unpack it", e);
            }
        }
        if (unpacked.length != length) {
            throw new IOException("a page is damaged: it does not unpack to the " + length + " bytes that it claims");
        }
        return unpacked;
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
