package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The entries of a TIFF file's first directory, each with its first value; what they point at lies within the file. */
final class TiffDirectory {
    /** Bytes of a value by its type, 0 to 18; 0 for types that there are not. */
    private static final int[] BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /** The version in a BigTIFF's first bytes. */
    static final int BIG = 43;

    private static final long NO_NUMBER = -1;

    private final ByteBuffer file;
    private final boolean big;
    private final Map<Integer, Long> values = new HashMap<>();

    private TiffDirectory(ByteBuffer file) {
        this.file = file;
        this.big = file.getShort(2) == BIG;
    }

    /**
     * Reads it.
     *
     * @param file in its own byte order
     */
    static TiffDirectory first(ByteBuffer file) throws UnreadableImageException {
        TiffDirectory directory = new TiffDirectory(file);
        int at = directory.place(directory.big ? file.getLong(8) : file.getInt(4) & 0xFFFFFFFFL, 2);
        long count = directory.big ? file.getLong(at) : file.getShort(at) & 0xFFFF;
        at += directory.big ? 8 : 2;
        int length = directory.big ? 20 : 12;
        if (count < 1 || count > (file.limit() - at) / length) {
            throw Header.cutOff(ImageFormat.TIFF);
        }
        for (int i = 0; i < count; i++, at += length) {
            directory.read(at);
        }
        return directory;
    }

    private void read(int at) throws UnreadableImageException {
        int tag = file.getShort(at) & 0xFFFF;
        int type = file.getShort(at + 2) & 0xFFFF;
        long count = big ? file.getLong(at + 4) : file.getInt(at + 4) & 0xFFFFFFFFL;
        int bytes = type < BYTES.length ? BYTES[type] : 0;
        if (bytes == 0 || count == 0) {
            return;
        }
        if (count < 0 || count > file.limit() / bytes) {
            throw Header.cutOff(ImageFormat.TIFF);
        }
        int inside = big ? 8 : 4;
        int own = at + (big ? 12 : 8);
        long pointer = big ? file.getLong(own) : file.getInt(own) & 0xFFFFFFFFL;
        int place = count * bytes <= inside ? own : place(pointer, count * bytes);
        values.putIfAbsent(tag, value(place, type));
    }

    private long value(int place, int type) {
        return switch (type) {
            case 1 -> file.get(place) & 0xFF;
            case 3 -> file.getShort(place) & 0xFFFF;
            case 4, 13 -> file.getInt(place) & 0xFFFFFFFFL;
            case 16, 18 -> file.getLong(place);
            default -> NO_NUMBER; // signed, broken, or text
        };
    }

    /** An address that so many bytes follow in the file. */
    private int place(long address, long bytes) throws UnreadableImageException {
        if (address < 0 || address > file.limit() - bytes) {
            throw Header.cutOff(ImageFormat.TIFF);
        }
        return (int) address;
    }

    /** The first value of a tag, a whole number from 0, or what is usual where there is none. */
    long value(int tag, long usual) throws UnreadableImageException {
        long value = values.getOrDefault(tag, usual);
        if (value < 0) {
            throw Header.damaged(ImageFormat.TIFF, "its tag " + tag + " is no whole number");
        }
        return value;
    }

    /** The same, but what makes no sense is as good as nothing. */
    long hint(int tag, long usual) {
        long value = values.getOrDefault(tag, usual);
        return value < 0 ? usual : value;
    }
}
