package dev.selfsame.image;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * GIF by the JDK, BMP and TIFF by TwelveMonkeys: rarer formats, read by Java code that can't take the JVM along. Of a TIFF
 * file whose parts are compressed as JPEG, these are read by the JDK's own libjpeg; broken ones are among those of
 * {@code ImageDecoderFuzzTest}.
 */
final class JavaDecoder {
    private JavaDecoder() {}

    /**
     * The stored pixels of the first image as RGB, not yet turned upright.
     *
     * @param bytes a file whose header was found good
     * @param format GIF, BMP, or TIFF
     * @param alpha how colours and alpha go together, if there is alpha
     */
    static Pixels decode(byte[] bytes, ImageFormat format, Alpha alpha, DecodeOptions options)
            throws UnreadableImageException {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(bytes, format);
            try {
                reader.setInput(stream, false, true);
                options.checkSize(reader.getWidth(0), reader.getHeight(0));
                return RasterReader.read(reader.read(0), alpha, options.background());
            } finally {
                reader.dispose();
            }
        } catch (EOFException e) {
            throw new UnreadableImageException("the " + format + " file is cut off", e);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableImageException("the " + format + " file is damaged or cut off", e);
        }
    }

    /** The reader of a file. */
    static ImageReader reader(byte[] bytes, ImageFormat format) throws IOException {
        return switch (format) {
            case BMP -> new BMPImageReaderSpi().createReaderInstance();
            case TIFF ->
                bytes[2] + bytes[3] == TiffDirectory.BIG
                        ? new BigTIFFImageReaderSpi().createReaderInstance()
                        : new TIFFImageReaderSpi().createReaderInstance();
            default -> ImageIO.getImageReadersByFormatName("gif").next();
        };
    }
}
