package dev.selfsame.image;

/**
 * What a file says of itself before its pixels are touched.
 *
 * @param width pixels in a row as stored, before the orientation is applied
 * @param height rows as stored
 * @param exif where the file's EXIF block (a TIFF structure) begins, or −1
 */
record Header(int width, int height, int exif) {
    static final int NO_EXIF = -1;

    static UnreadableImageException cutOff(ImageFormat format) {
        return new UnreadableImageException("the " + format + " file is cut off");
    }

    static UnreadableImageException damaged(ImageFormat format, String how) {
        return new UnreadableImageException("the " + format + " file is damaged: " + how);
    }
}
