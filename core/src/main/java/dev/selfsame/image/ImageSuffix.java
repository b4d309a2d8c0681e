package dev.selfsame.image;

import java.util.Locale;

/** The usual suffix of a file name for what an image's bytes are. */
public final class ImageSuffix {
    private ImageSuffix() {}

    /**
     * Such as {@code jpg} or {@code png}, without the dot; {@code npy} for arrays that {@link SamplesDecoder} reads.
     *
     * @throws UnreadableImageException where the bytes begin like no image that is read
     */
    public static String of(byte[] bytes) throws UnreadableImageException {
        if (NpyHeader.begins(bytes)) {
            return "npy";
        }
        ImageFormat format = ImageFormat.of(bytes);
        return switch (format) {
            case JPEG -> "jpg";
            case TIFF -> "tif";
            default -> format.name().toLowerCase(Locale.ROOT);
        };
    }
}
