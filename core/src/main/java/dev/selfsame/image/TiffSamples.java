package dev.selfsame.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A TIFF file as it is: the channels of its first page, together or each by itself; or, where that has one channel and
 * more pages of the same kind follow at once, the pages.
 */
final class TiffSamples {
    private TiffSamples() {}

    /**
     * The stored samples, not yet turned upright.
     *
     * @param wanted how many channels there should be; 0 for any
     */
    static Samples decode(byte[] bytes, int wanted, DecodeOptions options) throws UnreadableImageException {
        try {
            List<TiffPage> pages = TiffPage.read(bytes);
            if (pages.isEmpty()) {
                throw new UnreadableImageException("the TIFF file has no page");
            }
            TiffPage first = pages.get(0);
            int alike = 1;
            while (first.channels() == 1 && alike < pages.size() && first.isLike(pages.get(alike))) {
                alike++;
            }
            if (wanted == 1 && first.channels() == 1) {
                alike = 1; // of several pages the first, as of other images
            }
            int channels = first.channels() * alike;
            if (wanted != 0 && channels != wanted) {
                throw new UnreadableImageException(SamplesDecoder.wrongChannels(channels, wanted)
                        + (alike > 1 ? " (each of its pages is one)" : ""));
            }
            for (int i = 0; i < alike; i++) {
                pages.get(i).check(alike, bytes.length, options);
            }
            boolean planes = first.planar() && first.channels() > 1;
            return read(planes ? TiffPlanes.asPages(bytes, first) : bytes, first, channels, planes || alike > 1);
        } catch (EOFException e) {
            throw new UnreadableImageException("the TIFF file is cut off", e);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableImageException("the TIFF file is damaged or cut off", e);
        }
    }

    private static Samples read(byte[] bytes, TiffPage page, int channels, boolean paged) throws IOException {
        Samples image = Samples.blank(page.width(), page.height(), channels);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = JavaDecoder.reader(bytes, ImageFormat.TIFF);
            try {
                reader.setInput(stream, false, true);
                Raster raster = reader.readRaster(0, null);
                for (int c = 0; c < channels; c++) {
                    Raster holder = paged && c > 0 ? reader.readRaster(c, null) : raster;
                    RasterSamples.copy(holder, paged ? 0 : c, page.bits(), page.format(), image, c);
                }
            } finally {
                reader.dispose();
            }
        }
        return image;
    }
}
