package dev.selfsame.video;

import dev.selfsame.image.Pixels;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Decodes frames one after another, in the order in which they lie in the file. */
public interface FrameDecoder {
    /**
     * Decodes the next frame.
     *
     * @param sample its bytes
     * @param wanted whether its pixels are asked for; others may build on it in any case
     * @return RGB as it is stored, not turned; null where it isn't wanted
     * @throws IOException with the reason in one line; those that follow cannot be decoded either, up to the next key
     *     frame
     */
    @Nullable
    Pixels decode(byte[] sample, boolean wanted) throws IOException;

    /** Bytes of memory that it takes at most, about. */
    long memoryBytes();
}
