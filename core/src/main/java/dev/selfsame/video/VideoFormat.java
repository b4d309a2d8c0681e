package dev.selfsame.video;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How the frames of a track are coded: a visual sample entry (ISO/IEC 14496-12, section 12.1.3). */
public final class VideoFormat {
    private static final int HEADER = 78;
    private static final int SIZE = 24;

    private final String code;
    private final int width;
    private final int height;
    private final ByteBuffer boxes;

    /** From the entry's contents, behind size and code. */
    VideoFormat(String code, ByteBuffer entry) {
        this.code = code;
        this.width = Short.toUnsignedInt(entry.getShort(SIZE));
        this.height = Short.toUnsignedInt(entry.getShort(SIZE + 2));
        this.boxes = entry.slice(HEADER, entry.limit() - HEADER);
    }

    /** Four letters, such as {@code avc1}. */
    public String code() {
        return code;
    }

    /** Pixels in a row, as the track claims. */
    public int width() {
        return width;
    }

    /** Rows, as the track claims. */
    public int height() {
        return height;
    }

    /**
     * The contents of a box of the entry, such as {@code avcC}; null where there is none.
     *
     * @param type four letters
     */
    public byte @Nullable [] box(String type) {
        ByteBuffer found = Boxes.find(boxes, type);
        if (found == null) {
            return null;
        }
        byte[] bytes = new byte[found.remaining()];
        found.get(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "VideoFormat[" + code + ", " + width + " x " + height + "]";
    }
}
