package dev.selfsame.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boxes (ISO/IEC 14496-12, section 4.2) that lie in memory: a size of four bytes, four letters, and contents. */
final class Boxes {
    static final int HEADER = 8;

    private Boxes() {}

    /** The four letters at a place. */
    static String code(ByteBuffer bytes, int at) {
        byte[] letters = new byte[4];
        bytes.get(at, letters);
        return new String(letters, ISO_8859_1);
    }

    /** The contents of the boxes of a type; those behind a damaged one are not found. */
    static List<ByteBuffer> all(ByteBuffer within, String type) {
        List<ByteBuffer> found = new ArrayList<>();
        int at = 0;
        while (within.limit() - at >= HEADER) {
            long size = Integer.toUnsignedLong(within.getInt(at));
            size = size == 0 ? within.limit() - at : size; // up to the end
            if (size < HEADER || size > within.limit() - at) {
                break;
            }
            if (code(within, at + 4).equals(type)) {
                found.add(within.slice(at + HEADER, (int) size - HEADER));
            }
            at += (int) size;
        }
        return found;
    }

    /** The contents of the first box of a type, or of the box that a path of types leads to; null where there is none. */
    static @Nullable ByteBuffer find(ByteBuffer within, String... path) {
        ByteBuffer found = within;
        for (String type : path) {
            List<ByteBuffer> all = all(found, type);
            if (all.isEmpty()) {
                return null;
            }
            found = all.get(0);
        }
        return found;
    }

    /**
     * The same, which must be there.
     *
     * @throws IOException where it is not
     */
    static ByteBuffer require(ByteBuffer within, String type) throws IOException {
        ByteBuffer found = find(within, type);
        if (found == null) {
            throw new IOException("its index is damaged: there is no " + type + " box in it");
        }
        return found;
    }
}
