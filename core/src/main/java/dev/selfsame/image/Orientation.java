package dev.selfsame.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;

/** The EXIF orientation (Exif 2.32, tag 0x0112): how stored pixels must be turned to stand upright. */
final class Orientation {
    private static final int UPRIGHT = 1;

    private Orientation() {}

    /**
     * What the EXIF block says, 1 to 8; 1 where there is none or it makes no sense.
     *
     * @param exif where the block's TIFF structure begins, or −1
     */
    static int read(byte[] bytes, int exif) {
        if (exif < 0 || exif >= bytes.length) {
            return UPRIGHT;
        }
        try {
            Metadata metadata = new Metadata();
            new ExifReader().extract(new ByteArrayReader(bytes, exif), metadata);
            Directory first = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = first == null ? null : first.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return value == null || value < 1 || value > 8 ? UPRIGHT : value;
        } catch (RuntimeException e) { // a broken block says nothing about the picture
            return UPRIGHT;
        }
    }

    /** Whether rows become columns. */
    static boolean turns(int orientation) {
        return orientation >= 5;
    }

    /**
     * What a picture shows that was decoded smaller and then turned upright. Pixels that reach beyond the stored image do
     * so at its right and its lower edge, wherever these come to lie.
     *
     * @param width of the image as it is stored
     * @param height of the image as it is stored
     * @param times how much smaller it was decoded
     */
    static Original original(int width, int height, int orientation, int times) {
        boolean turned = turns(orientation);
        int across = turned ? height : width;
        int down = turned ? width : height;
        return new Original(
                across,
                down,
                times,
                isMirrored(orientation) ? Math.floorMod(-across, times) : 0,
                isUpsideDown(orientation) ? Math.floorMod(-down, times) : 0);
    }

    /** Whether the left edge of the upright image is stored last. */
    private static boolean isMirrored(int orientation) {
        return orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    }

    /** Whether the upper edge of the upright image is stored last. */
    private static boolean isUpsideDown(int orientation) {
        return orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    }

    /** The image as it should be seen. */
    static Pixels apply(Pixels image, int orientation) {
        return switch (orientation) {
            case 2 -> Geometry.flipHorizontally(image);
            case 3 -> Geometry.rotate(image, 2);
            case 4 -> Geometry.flipVertically(image);
            case 5 -> Geometry.transpose(image);
            case 6 -> Geometry.rotate(image, -1);
            case 7 -> Geometry.rotate(Geometry.transpose(image), 2);
            case 8 -> Geometry.rotate(image, 1);
            default -> image;
        };
    }
}
