package dev.selfsame.image;

import java.util.zip.CRC32;

/** Images for tests, made by formula. */
public final class Patterns {
    private Patterns() {}

    /** An RGB image of ramps and checks with every level in it. */
    public static Pixels rgb(int width, int height) {
        return of(width, height, 3);
    }

    /** The same with any number of channels. */
    public static Pixels of(int width, int height, int channels) {
        Pixels image = Pixels.blank(width, height, channels);
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    int check = (x / 3 + y / 2) % 2 * 128;
                    image.data()[i++] = (byte) (x * 37 + y * (11 + 20 * c) + x * y * (3 + c) + check);
                }
            }
        }
        return image;
    }

    /** A checksum of the samples. */
    static long crc(Pixels image) {
        CRC32 crc = new CRC32();
        crc.update(image.data());
        return crc.getValue();
    }
}
