package dev.selfsame.video.h264;

import java.io.IOException;

/** How many frames a stream keeps to build on, so that one that never lets go is refused before it fills the memory. */
final class References {
    private static final int MOST = 32; // twice what the standard allows, for streams that count badly

    private int kept;

    /** Takes note of a frame. */
    void add(SliceHeader header, int most) throws IOException {
        if (header.added() == Integer.MIN_VALUE) {
            kept = 1;
        } else {
            kept = Math.max(0, kept + header.added());
            kept = header.slides() ? Math.min(kept, Math.max(1, most)) : kept;
        }
        if (kept > MOST) {
            throw new IOException("it builds on more than " + MOST + " frames");
        }
    }
}
