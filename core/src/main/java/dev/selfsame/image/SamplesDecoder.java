package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes images as they are, for microscopes, satellites and medicine: no channel is added or taken away, no sample
 * scaled. What a file is, its bytes say, never its name.
 *
 * <ul>
 *   <li>TIFF of any number of channels, together or planar, or one page a channel; whole samples of 8, 16 and 32 bits,
 *       signed or not, floating ones of 16, 32 and 64; strips and tiles; uncompressed, LZW, Deflate, PackBits. Of
 *       several pages of one channel each, all that follow at once and are alike are the channels; of others the first is
 *       read. No palettes.
 *   <li>npy arrays of 8, 16 and 32-bit whole numbers, float32 and float64: [H, W], [H, W, C] or [C, H, W]. The side that
 *       is as long as there should be channels is theirs, the last if both could be.
 *   <li>JPEG, PNG, WebP and PNM with the channels that they have (1 grey, 2 or 4 with alpha, 3 RGB), 8 or 16 bits; GIF and
 *       BMP as 3.
 *   <li>Samples become 32-bit floats: whole numbers are exact up to 24 bits, others rounded. NaN and infinite samples
 *       are refused, with their place.
 *   <li>The EXIF orientation is applied.
 *   <li>Images of more than a number of pixels, by default 100 million, or of more than 100 million samples are refused
 *       before memory is taken for them; so are those for which Java's heap is too small.
 * </ul>
 *
 * <p>Holds no state; any number of threads may decode at once.
 */
public final class SamplesDecoder {
    /** The most channels that an image may have. */
    public static final int MOST_CHANNELS = 64;

    private SamplesDecoder() {}

    /** The image in a file's bytes, decoded by {@link DecodeOptions#DEFAULT}. */
    public static Samples decode(byte[] bytes, int channels) throws UnreadableImageException {
        return decode(bytes, channels, DecodeOptions.DEFAULT);
    }

    /**
     * The image in a file's bytes.
     *
     * @param bytes the whole file
     * @param channels how many it must have, 1 to 64
     * @param options the most pixels; nothing is laid on a background
     * @throws UnreadableImageException with the reason in one line, which does not name the file
     */
    public static Samples decode(byte[] bytes, int channels, DecodeOptions options) throws UnreadableImageException {
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new IllegalArgumentException("channels must be 1 to " + MOST_CHANNELS + ", got " + channels);
        }
        Samples image = stored(bytes, channels, options);
        if (image.channels() != channels) {
            throw new UnreadableImageException(wrongChannels(image.channels(), channels));
        }
        return image.checkFinite();
    }

    /**
     * How many channels the image in a file's bytes has. Of an npy array with three sides the first or the last is taken
     * for theirs, whichever is smaller.
     *
     * @throws UnreadableImageException if the image can't be read
     */
    public static int channels(byte[] bytes) throws UnreadableImageException {
        return stored(bytes, 0, DecodeOptions.DEFAULT).channels();
    }

    static String wrongChannels(int has, int wanted) {
        return "the image has " + has + (has == 1 ? " channel" : " channels") + ", not " + wanted;
    }

    /** With {@code wanted} 0, whatever there is. */
    private static Samples stored(byte[] bytes, int wanted, DecodeOptions options) throws UnreadableImageException {
        if (NpyHeader.begins(bytes)) {
            return NpySamples.decode(bytes, wanted, options);
        }
        ImageFormat format = ImageFormat.of(bytes);
        ByteBuffer file = ByteBuffer.wrap(bytes); // big-endian
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return switch (format) {
                case JPEG -> natively(bytes, format, JpegHeader.read(file, options), options);
                case PNG -> natively(bytes, format, PngHeader.read(file, options), options);
                case WEBP -> natively(bytes, format, WebpHeader.read(little, options), options);
                case TIFF -> tiff(bytes, wanted, TiffHeader.readAsIs(bytes, options), options);
                case PNM -> PnmDecoder.samples(file, options);
                case GIF, BMP -> Samples.of(ImageDecoder.decode(bytes, options));
            };
        } catch (IndexOutOfBoundsException e) { // a header that points beyond the end
            throw new UnreadableImageException("the " + format + " file is cut off", e);
        }
    }

    private static Samples natively(byte[] bytes, ImageFormat format, Header header, DecodeOptions options)
            throws UnreadableImageException {
        return SampleGeometry.upright(
                NativeSamples.decode(bytes, format, options), Orientation.read(bytes, header.exif()));
    }

    private static Samples tiff(byte[] bytes, int wanted, TiffHeader header, DecodeOptions options)
            throws UnreadableImageException {
        return SampleGeometry.upright(TiffSamples.decode(bytes, wanted, options), header.orientation());
    }
}
