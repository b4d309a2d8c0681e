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
 *   <li>Transparent pixels are laid on white.
 *   <li>Of several frames or pages the first is read.
 *   <li>Images of more than 100 million pixels are refused before memory is taken for them.
 *   <li>Files that are cut off are refused, though half a picture could be had from them.
 * </ul>
 *
 * <p>Holds no state; any number of threads may decode at once.
 */
public final class ImageDecoder {
    private ImageDecoder() {}

    /**
     * The image in a file's bytes.
     *
     * @param bytes the whole file
     * @return upright RGB, 3 channels
     * @throws UnreadableImageException with the reason in one line, which does not name the file
     */
    public static Pixels decode(byte[] bytes) throws UnreadableImageException {
        ImageFormat format = ImageFormat.of(bytes);
        ByteBuffer file = ByteBuffer.wrap(bytes); // big-endian
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return switch (format) {
                case JPEG -> natively(bytes, format, JpegHeader.read(file));
                case PNG -> natively(bytes, format, PngHeader.read(file));
                case WEBP -> natively(bytes, format, WebpHeader.read(little));
                case GIF -> GifHeader.read(little).place(JavaDecoder.decode(bytes, format));
                case TIFF -> Orientation.apply(JavaDecoder.decode(bytes, format), Orientation.read(bytes, 0));
                case BMP, PNM -> JavaDecoder.decode(bytes, format);
            };
        } catch (IndexOutOfBoundsException e) { // a header that points beyond the end
            throw new UnreadableImageException("the " + format + " file is cut off", e);
        }
    }

    private static Pixels natively(byte[] bytes, ImageFormat format, Header header) throws UnreadableImageException {
        return Orientation.apply(NativeDecoder.decode(bytes, format), Orientation.read(bytes, header.exif()));
    }
}
