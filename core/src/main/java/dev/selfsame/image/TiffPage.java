package dev.selfsame.image;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What one page (image file directory) of a TIFF file says of its samples (TIFF 6.0, sections 8, 14, 15 and 19).
 *
 * @param width pixels in a row
 * @param height rows
 * @param channels samples of a pixel
 * @param bits of a sample
 * @param format of the samples: 1 unsigned, 2 signed, 3 floating
 * @param planar whether each channel lies by itself
 * @param compression 1 for none
 * @param predictor 1 for none
 * @param photometric what the samples mean
 * @param tile width and height of a tile; empty for strips
 * @param rowsPerStrip rows of a strip
 * @param offsets where the strips or tiles begin
 * @param counts how long they are
 */
record TiffPage(
        int width,
        int height,
        int channels,
        int bits,
        int format,
        boolean planar,
        int compression,
        int predictor,
        int photometric,
        List<Long> tile,
        int rowsPerStrip,
        List<Long> offsets,
        List<Long> counts) {
    static final int UNSIGNED = 1;
    static final int SIGNED = 2;
    static final int FLOATING = 3;

    private static final int UNCOMPRESSED = 1;

    /** No compression of TIFF makes data shorter than this share: Deflate's best is 1 : 1,032, LZW's 1 : 1,365. */
    private static final int MOST_COMPRESSED = 1400;

    /** All pages of a file, in their order. */
    static List<TiffPage> read(byte[] bytes) throws IOException, UnreadableImageException {
        List<TiffPage> pages = new ArrayList<>();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Directory all = new TIFFReader().read(stream);
            if (all instanceof CompoundDirectory several) {
                for (int i = 0; i < several.directoryCount(); i++) {
                    pages.add(of(several.getDirectory(i)));
                }
            } else {
                pages.add(of(all));
            }
        }
        return pages;
    }

    private static TiffPage of(Directory page) throws UnreadableImageException {
        boolean tiled = page.getEntryById(TIFF.TAG_TILE_WIDTH) != null;
        List<Long> bits = numbers(page, TIFF.TAG_BITS_PER_SAMPLE);
        List<Long> formats = numbers(page, TIFF.TAG_SAMPLE_FORMAT);
        if (bits.stream().distinct().count() > 1 || formats.stream().distinct().count() > 1) {
            throw new UnreadableImageException("a TIFF file whose channels are of different kinds is not read");
        }
        return new TiffPage(
                number(page, TIFF.TAG_IMAGE_WIDTH, 0),
                number(page, TIFF.TAG_IMAGE_HEIGHT, 0),
                number(page, TIFF.TAG_SAMPLES_PER_PIXEL, 1),
                number(page, TIFF.TAG_BITS_PER_SAMPLE, 1),
                number(page, TIFF.TAG_SAMPLE_FORMAT, UNSIGNED),
                number(page, TIFF.TAG_PLANAR_CONFIGURATION, 1) == 2,
                number(page, TIFF.TAG_COMPRESSION, UNCOMPRESSED),
                number(page, TIFF.TAG_PREDICTOR, 1),
                number(page, TIFF.TAG_PHOTOMETRIC_INTERPRETATION, 1),
                tiled
                        ? List.of((long) number(page, TIFF.TAG_TILE_WIDTH, 0), (long)
                                number(page, TIFF.TAG_TILE_HEIGTH, 0))
                        : List.of(),
                number(page, TIFF.TAG_ROWS_PER_STRIP, Integer.MAX_VALUE),
                numbers(page, tiled ? TIFF.TAG_TILE_OFFSETS : TIFF.TAG_STRIP_OFFSETS),
                numbers(page, tiled ? TIFF.TAG_TILE_BYTE_COUNTS : TIFF.TAG_STRIP_BYTE_COUNTS));
    }

    private static int number(Directory page, int tag, int otherwise) {
        List<Long> all = numbers(page, tag);
        return all.isEmpty() ? otherwise : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, all.get(0)));
    }

    private static List<Long> numbers(Directory page, int tag) {
        Entry entry = page.getEntryById(tag);
        @Nullable Object value = entry == null ? null : entry.getValue();
        if (value instanceof Number one) {
            return List.of(one.longValue());
        }
        if (value instanceof int[] several) {
            return Arrays.stream(several).mapToObj(n -> (long) n).toList();
        }
        if (value instanceof long[] several) {
            return Arrays.stream(several).boxed().toList();
        }
        if (value instanceof short[] several) {
            List<Long> numbers = new ArrayList<>();
            for (short n : several) {
                numbers.add((long) n);
            }
            return numbers;
        }
        return List.of();
    }

    /** Whether another page has the same size and the same kind of samples. */
    boolean isLike(TiffPage other) {
        return width == other.width
                && height == other.height
                && channels == other.channels
                && bits == other.bits
                && format == other.format;
    }

    /**
     * Refuses what is not read as it is, and sizes that can't lie in a file.
     *
     * @param pages of this kind that will be read
     * @param length of the file in bytes
     */
    void check(int pages, int length, DecodeOptions options) throws UnreadableImageException {
        if (photometric > 2 && photometric != 5) { // grey, RGB and inks are; palettes, YCbCr and Lab need a conversion
            throw new UnreadableImageException("a TIFF file with a palette, or in YCbCr or Lab, is not read as it is");
        }
        boolean known =
                format == FLOATING ? bits == 16 || bits == 32 || bits == 64 : bits == 8 || bits == 16 || bits == 32;
        if (!known || format < UNSIGNED || format > FLOATING) {
            throw new UnreadableImageException("TIFF samples of " + bits + " bits in format " + format
                    + " are not read: whole ones of 8, 16 and 32 bits and floating ones of 16, 32 and 64 are");
        }
        Samples.checkSize(width, height, (long) channels * pages, options);
        long needed = (long) width * height * channels * pages * (bits / 8);
        long most = compression == UNCOMPRESSED ? length : (long) length * MOST_COMPRESSED;
        if (!tile.isEmpty()) { // a tile is read whole, also where it is larger than the image
            Samples.checkSize(tile.get(0), tile.get(1), channels, options);
            needed = Math.max(needed, tile.get(0) * tile.get(1) * (planar ? 1 : channels) * (bits / 8));
        }
        if (needed > most) {
            throw new UnreadableImageException("the TIFF file is cut off: its " + length + " bytes can't hold " + width
                    + " x " + height + " pixels of " + channels * pages + " channels"
                    + (tile.isEmpty() ? "" : ", or a tile of " + tile));
        }
    }
}
