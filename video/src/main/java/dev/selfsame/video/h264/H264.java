package dev.selfsame.video.h264;

import dev.selfsame.video.FrameDecoder;
import dev.selfsame.video.VideoCodec;
import dev.selfsame.video.VideoFormat;
import java.io.IOException;

/** H.264, as MP4 and MOV files hold it (ISO/IEC 14496-15). */
public final class H264 implements VideoCodec {
    /** For {@link java.util.ServiceLoader}. */
    public H264() {}

    @Override
    public boolean decodes(String code) {
        return code.equals("avc1") || code.equals("avc3");
    }

    @Override
    public FrameDecoder open(VideoFormat format, long maxPixels) throws IOException {
        byte[] config = format.box("avcC");
        if (config == null || config.length < 6) {
            throw new IOException("its index is damaged: the parameters of H.264 (avcC) are missing");
        }
        return new H264Frames(config, maxPixels);
    }

    @Override
    public String toString() {
        return "H264[JCodec]";
    }
}
