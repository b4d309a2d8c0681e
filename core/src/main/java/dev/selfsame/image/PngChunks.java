package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A PNG file reduced to the chunks that make its still picture: no frames of an animation, as viewers without animation
 * show it, and none of the profiles, texts and dates whose faults libpng would report on standard error.
 */
final class PngChunks {
    /** An empty IEND with its checksum. */
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};

    private PngChunks() {}

    /**
     * The file, or a shorter one.
     *
     * @param bytes a file that {@link PngHeader#read} found good
     */
    static byte[] ofPicture(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        ByteBuffer result = ByteBuffer.allocate(bytes.length).put(bytes, 0, 8);
        int at = 8;
        for (int type = file.getInt(at + 4); type != PngHeader.IEND; type = file.getInt(at + 4)) {
            int length = 12 + file.getInt(at);
            boolean needed = type == PngHeader.IHDR || type == PngHeader.PLTE || type == PngHeader.IDAT;
            if (needed || (type == PngHeader.TRNS && PngHeader.isSound(file, at))) {
                result.put(bytes, at, length);
            }
            at += length;
        }
        result.put(END);
        return Arrays.copyOf(result.array(), result.position());
    }
}
