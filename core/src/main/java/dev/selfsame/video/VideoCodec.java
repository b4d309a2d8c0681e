package dev.selfsame.video;

import java.io.IOException;

/** A way of coding video that a module decodes. {@link VideoCodecs} finds it; any number of threads may use it. */
public interface VideoCodec {
    /**
     * Whether it decodes tracks of this kind.
     *
     * @param code four letters, such as {@code avc1}
     */
    boolean decodes(String code);

    /**
     * A decoder that begins at a key frame, for one thread.
     *
     * @param maxPixels the most pixels of a frame; what claims more is refused before memory is taken for it
     * @throws IOException with the reason in one line, where such a track is not decoded
     */
    FrameDecoder open(VideoFormat format, long maxPixels) throws IOException;
}
