package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes JPEG, PNG, WebP, GIF, BMP, TIFF and PNM files to upright RGB. What a file is, its bytes say, never its name.
 *
 * <ul>
 *   <li>The EXIF orientation is applied; a broken EXIF block is ignored.
 *   <li>Grey, palette and CMYK (YCCK too, with Adobe's inverted inks) become RGB; no colour profile is applied.
 *   <li>16-bit samples are scaled to 8 bits and rounded.
 *   <li>Transparent pixels are laid on a colour, by default on white.
 *   <li>Of several frames or pages the first is read.
 *   <li>Images of more than a number of pixels, by default 100 million, are refused before memory is taken for them; so
 *       are those for which their file is too short, or Java's heap too small (16 bytes a pixel are asked for).
 *   <li>Files that are cut off are refused, though half a picture could be had from them.
 *   <li>Other formats, such as JPEG 2000 or AVIF, are refused by name.
 * </ul>
 *
 * <p>Holds no state; any number of threads may decode at once. libjpeg and libpng may write about a damaged file to
 * standard error by themselves, which can't be kept from them.
 */
public final class ImageDecoder {
    private ImageDecoder() {}

    /**
     * The image in a file's bytes, decoded by {@link DecodeOptions#DEFAULT}.
     *
     * @param bytes the whole file
     * @return upright RGB, 3 channels
     * @throws UnreadableImageException with the reason in one line, which does not name the file
     */
    public static Pixels decode(byte[] bytes) throws UnreadableImageException {
        return decode(bytes, DecodeOptions.DEFAULT);
    }

    /**
     * The image in a file's bytes.
     *
     * @param bytes the whole file
     * @return upright RGB, 3 channels
     * @throws UnreadableImageException with the reason in one line, which does not name the file
     */
    public static Pixels decode(byte[] bytes, DecodeOptions options) throws UnreadableImageException {
        return decode(bytes, options, Reduction.NONE);
    }

    /**
     * The image in a file's bytes, or a smaller one where that is enough: a JPEG file holds it at a half, a quarter and an
     * eighth of its width and height too, rounded up, and these are quicker to get. {@link Pixels#original} says what the
     * smaller one was made of.
     *
     * @param bytes the whole file
     * @param reduction how much smaller it may be
     * @return upright RGB, 3 channels
     * @throws UnreadableImageException with the reason in one line, which does not name the file
     */
    public static Pixels decode(byte[] bytes, DecodeOptions options, Reduction reduction)
            throws UnreadableImageException {
        ImageFormat format = ImageFormat.of(bytes);
        ByteBuffer file = ByteBuffer.wrap(bytes); // big-endian
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return switch (format) {
                case JPEG -> jpeg(bytes, JpegHeader.read(file, options), options, reduction);
                case PNG -> natively(bytes, format, PngHeader.read(file, options), options);
                case WEBP -> natively(bytes, format, WebpHeader.read(little, options), options);
                case GIF ->
                    GifHeader.read(little, options)
                            .place(JavaDecoder.decode(bytes, format, Alpha.APART, options), options.background());
                case BMP -> {
                    BmpHeader.check(little, options);
                    yield JavaDecoder.decode(bytes, format, Alpha.APART, options);
                }
                case TIFF -> tiff(bytes, TiffHeader.readRgb(bytes, options), options);
                case PNM -> PnmDecoder.decode(file, options);
            };
        } catch (IndexOutOfBoundsException e) { // a header that points beyond the end
            throw new UnreadableImageException("the " + format + " file is cut off", e);
        }
    }

    private static Pixels jpeg(byte[] bytes, Header header, DecodeOptions options, Reduction reduction)
            throws UnreadableImageException {
        int orientation = Orientation.read(bytes, header.exif());
        boolean full = options.extent() == DecodeOptions.Extent.FULL;
        int times = full ? 1 : NativeDecoder.times(allowed(header, orientation, reduction));
        Pixels upright = Orientation.apply(NativeDecoder.jpeg(bytes, times), orientation);
        if (times == 1) {
            return upright;
        }
        Original original = Orientation.original(header.width(), header.height(), orientation, times);
        return original.isShownIn(upright.width(), upright.height())
                ? upright.showing(original)
                : Orientation.apply(NativeDecoder.jpeg(bytes, 1), orientation); // it has another size than it says
    }

    private static int allowed(Header header, int orientation, Reduction reduction) {
        return Orientation.turns(orientation)
                ? reduction.of(header.height(), header.width())
                : reduction.of(header.width(), header.height());
    }

    private static Pixels natively(byte[] bytes, ImageFormat format, Header header, DecodeOptions options)
            throws UnreadableImageException {
        Pixels stored = NativeDecoder.decode(bytes, format, options.background());
        return Orientation.apply(stored, Orientation.read(bytes, header.exif()));
    }

    private static Pixels tiff(byte[] bytes, TiffHeader header, DecodeOptions options) throws UnreadableImageException {
        Pixels stored = JavaDecoder.decode(bytes, ImageFormat.TIFF, header.alpha(), options);
        return Orientation.apply(stored, header.orientation());
    }
}
