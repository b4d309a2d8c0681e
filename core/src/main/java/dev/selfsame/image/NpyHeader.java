package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an npy file says before its array (numpy.lib.format, versions 1 to 3).
 *
 * @param type of the elements
 * @param order of the bytes of an element
 * @param columnsFirst whether the first index runs fastest (Fortran's order)
 * @param shape of the array; only the first may be 0
 * @param start where the array begins in the file
 */
public record NpyHeader(Type type, ByteOrder order, boolean columnsFirst, List<Integer> shape, int start) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 65_536;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");

    /** The kinds of elements that are read. */
    public enum Type {
        /** Whole numbers from 0 to 255. */
        UINT8(1),
        /** Whole numbers from -128 to 127. */
        INT8(1),
        /** Whole numbers of 16 bits without a sign. */
        UINT16(2),
        /** Whole numbers of 16 bits with a sign. */
        INT16(2),
        /** Whole numbers of 32 bits without a sign. */
        UINT32(4),
        /** Whole numbers of 32 bits with a sign. */
        INT32(4),
        /** Floating point of 32 bits. */
        FLOAT32(4),
        /** Floating point of 64 bits. */
        FLOAT64(8);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** What an element takes. */
        public int bytes() {
            return bytes;
        }

        /** An element of a buffer in its byte order. */
        public float read(ByteBuffer buffer, int at) {
            return switch (this) {
                case UINT8 -> buffer.get(at) & 0xFF;
                case INT8 -> buffer.get(at);
                case UINT16 -> buffer.getShort(at) & 0xFFFF;
                case INT16 -> buffer.getShort(at);
                case UINT32 -> buffer.getInt(at) & 0xFFFF_FFFFL;
                case INT32 -> buffer.getInt(at);
                case FLOAT32 -> buffer.getFloat(at);
                case FLOAT64 -> (float) buffer.getDouble(at);
            };
        }
    }

    private static final Map<String, Type> TYPES = Map.of(
            "u1", Type.UINT8,
            "i1", Type.INT8,
            "u2", Type.UINT16,
            "i2", Type.INT16,
            "u4", Type.UINT32,
            "i4", Type.INT32,
            "f4", Type.FLOAT32,
            "f8", Type.FLOAT64);

    /** Whether a file begins as an npy file does. */
    static boolean begins(byte[] bytes) {
        return bytes.length >= MAGIC.length
                && ByteBuffer.wrap(bytes, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /**
     * Reads the header of a file that {@link #begins} as npy, and holds its claims against the length of the file.
     *
     * @throws UnreadableImageException if it is cut off, or its array is of a kind that is not read
     */
    static NpyHeader read(byte[] bytes) throws UnreadableImageException {
        NpyHeader header = unchecked(bytes);
        if (header.elements() > Integer.MAX_VALUE) {
            throw new UnreadableImageException("the npy array of shape " + header.shape + " is too large for an image");
        }
        header.checkLength(bytes.length);
        return header;
    }

    /**
     * Reads the header of an npy file of any length, and holds its claims against that length.
     *
     * @param bytes the file's beginning: its first {@value #LONGEST} bytes and 12, or all of a shorter file
     * @param fileLength bytes of the whole file
     * @throws UnreadableImageException if it is no npy file, is cut off, or its array is of a kind that is not read
     */
    public static NpyHeader read(byte[] bytes, long fileLength) throws UnreadableImageException {
        if (!begins(bytes)) {
            throw new UnreadableImageException("no npy file");
        }
        NpyHeader header = unchecked(bytes);
        header.checkLength(fileLength);
        return header;
    }

    private static NpyHeader unchecked(byte[] bytes) throws UnreadableImageException {
        if (bytes.length < 12) {
            throw new UnreadableImageException("the npy file is cut off");
        }
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean old = bytes[6] == 1;
        long length = old ? file.getShort(8) & 0xFFFF : file.getInt(8) & 0xFFFF_FFFFL;
        int begin = old ? 10 : 12;
        if (bytes[6] < 1 || bytes[6] > 3 || length > LONGEST) {
            throw new UnreadableImageException("the npy file is damaged: its header is of no known version or length");
        }
        if (begin + length > bytes.length) {
            throw new UnreadableImageException("the npy file is cut off");
        }
        return parse(new String(bytes, begin, (int) length, UTF_8), begin + (int) length);
    }

    private static NpyHeader parse(String text, int start) throws UnreadableImageException {
        String descr = find(DESCR, text, "descr");
        Type type = descr.isEmpty() ? null : TYPES.get(descr.substring(1));
        if (type == null || "<>=|".indexOf(descr.charAt(0)) < 0) {
            throw new UnreadableImageException("an npy array of type " + (descr.isEmpty() ? "unknown" : descr)
                    + " is not read: uint8, uint16, uint32, int8, int16, int32, float32 and float64 are");
        }
        List<Integer> shape = new ArrayList<>();
        for (String side : find(SHAPE, text, "shape").split(",", -1)) {
            if (!side.isBlank()) {
                String digits = side.strip();
                if (digits.length() > 9) {
                    throw new UnreadableImageException("the npy file is damaged: a side of " + digits);
                }
                shape.add(Integer.parseInt(digits));
            }
        }
        ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(
                type, order, find(FORTRAN, text, "fortran_order").equals("True"), List.copyOf(shape), start);
    }

    private static String find(Pattern pattern, String text, String key) throws UnreadableImageException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new UnreadableImageException("the npy file is damaged: its header has no proper " + key);
        }
        return matcher.group(1);
    }

    private long elements() throws UnreadableImageException {
        long elements = 1;
        try {
            for (int side : shape) {
                elements = Math.multiplyExact(elements, side);
            }
            Math.multiplyExact(elements, type.bytes);
        } catch (ArithmeticException e) {
            throw new UnreadableImageException("the npy file is damaged: an array of shape " + shape);
        }
        return elements;
    }

    private void checkLength(long fileLength) throws UnreadableImageException {
        long length = elements() * type.bytes;
        long there = fileLength - start;
        String sizes = "an array of shape " + shape + " takes " + length + " bytes, the file has " + there;
        if (length > there) {
            throw new UnreadableImageException("the npy file is cut off: " + sizes);
        }
        if (length < there) {
            throw new UnreadableImageException("the npy file is damaged: " + sizes);
        }
    }
}
