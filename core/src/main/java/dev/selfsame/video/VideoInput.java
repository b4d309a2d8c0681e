package dev.selfsame.video;

import java.io.IOException;

/** The bytes of a video file, read in pieces by any number of threads. */
public interface VideoInput {
    /** How many there are. */
    long size();

    /**
     * A piece, which lies within the size.
     *
     * @throws IOException where it cannot be read
     */
    byte[] read(long at, int length) throws IOException;
}
