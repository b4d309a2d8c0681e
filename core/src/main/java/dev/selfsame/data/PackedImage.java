package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.ImageSuffix;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.image.SamplesDecoder;
import dev.selfsame.image.UnreadableImageException;
import java.io.IOException;

/** An image as it goes into a shard. */
final class PackedImage {
    private final PackedName name;
    private final byte[] bytes;

    private PackedImage(PackedName name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    PackedName name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Reads an image, to see whether it can be read, and makes it smaller where that is wanted. */
    static PackedImage of(ImageSource source, int i, PackConfig config) throws IOException, UnreadableImageException {
        byte[] bytes = source.read(i);
        DecodeOptions options = DecodeOptions.DEFAULT.withMaxPixels(config.maxPixels());
        if (config.channels() > 0) {
            SamplesDecoder.decode(bytes, config.channels(), options);
            return new PackedImage(PackedName.of(source.name(i), ImageSuffix.of(bytes), false, true), bytes);
        }
        Pixels pixels = ImageDecoder.decode(bytes, options);
        String suffix = ImageSuffix.of(bytes);
        int side = config.shortSide();
        if (side == 0 || Math.min(pixels.width(), pixels.height()) <= side) {
            return new PackedImage(PackedName.of(source.name(i), suffix, false, false), bytes);
        }
        Pixels smaller = smaller(pixels, side);
        boolean jpeg = config.format() == PackConfig.Format.JPEG
                || (config.format() == PackConfig.Format.KEEP && suffix.equals("jpg"));
        requireSides(smaller, jpeg ? ImageEncoder.MOST_JPEG_SIDE : ImageEncoder.MOST_PNG_SIDE, jpeg ? "JPEG" : "PNG");
        return new PackedImage(
                PackedName.of(source.name(i), jpeg ? "jpg" : "png", true, false),
                jpeg ? ImageEncoder.jpeg(smaller, config.quality()) : ImageEncoder.png(smaller));
    }

    private static void requireSides(Pixels image, int most, String format) throws UnreadableImageException {
        if (Math.max(image.width(), image.height()) > most) {
            throw new UnreadableImageException("the image is too large for a " + format + ": " + image.width() + " x "
                    + image.height() + ", at most " + most + " pixels a side");
        }
    }

    private static Pixels smaller(Pixels image, int side) {
        long width = image.width();
        long height = image.height();
        return width <= height
                ? Resampling.resize(image, side, (int) (side * height / width), Interpolation.BILINEAR)
                : Resampling.resize(image, (int) (side * width / height), side, Interpolation.BILINEAR);
    }
}
