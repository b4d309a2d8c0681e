package dev.selfsame.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/** Finds the index of an MP4 or MOV file: the movie box (ISO/IEC 14496-12, section 8.2.1). */
final class Movie {
    /** What such a file may begin with. */
    private static final Set<String> FIRST =
            Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "uuid", "styp", "sidx");

    private static final int LARGE_HEADER = 16;
    private static final int LARGEST = 1 << 28;
    private static final int MOST_BOXES = 10_000;

    private Movie() {}

    /**
     * The contents of the movie box.
     *
     * @throws IOException with the reason in one line, where there is none
     */
    static ByteBuffer read(VideoInput file) throws IOException {
        long at = 0;
        for (int count = 0; count < MOST_BOXES && file.size() - at >= Boxes.HEADER; count++) {
            ByteBuffer head = ByteBuffer.wrap(file.read(at, (int) Math.min(LARGE_HEADER, file.size() - at)));
            String type = Boxes.code(head, 4);
            if (count == 0 && !FIRST.contains(type)) {
                throw new IOException("not an MP4 or MOV file");
            }
            long size = Integer.toUnsignedLong(head.getInt(0));
            int header = Boxes.HEADER;
            if (size == 1 && head.limit() == LARGE_HEADER) {
                size = head.getLong(Boxes.HEADER);
                header = LARGE_HEADER;
            } else if (size == 0) {
                size = file.size() - at;
            }
            if (size < header) {
                throw new IOException("the file is damaged: a box of " + size + " bytes at " + at);
            }
            if (type.equals("moov")) {
                return contents(file, at + header, size - header);
            }
            if (size > file.size() - at) {
                break;
            }
            at += size;
        }
        throw new IOException(
                file.size() < Boxes.HEADER
                        ? "not an MP4 or MOV file"
                        : "it has no index (moov): the file is cut off, or its recording was never finished");
    }

    private static ByteBuffer contents(VideoInput file, long at, long size) throws IOException {
        if (size > file.size() - at) {
            throw new IOException("the file is cut off in its index (moov)");
        }
        if (size > LARGEST) {
            throw new IOException("its index (moov) is too large: " + size + " bytes, at most " + LARGEST);
        }
        ByteBuffer movie = ByteBuffer.wrap(file.read(at, (int) size));
        if (Boxes.find(movie, "cmov") != null) {
            throw new IOException("its index (moov) is compressed, which is not read");
        }
        return movie;
    }
}
