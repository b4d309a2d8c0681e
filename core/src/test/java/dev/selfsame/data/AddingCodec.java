package dev.selfsame.data;

import dev.selfsame.image.Pixels;
import dev.selfsame.video.FrameDecoder;
import dev.selfsame.video.VideoCodec;
import dev.selfsame.video.VideoFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A codec for tests: a sample is a letter and a level. {@code K} is a frame of that level, {@code D} one of the level
 * before and so much more, anything else is damaged.
 */
public final class AddingCodec implements VideoCodec {
    static final AtomicInteger DECODED = new AtomicInteger();

    @Override
    public boolean decodes(String code) {
        return code.equals("test");
    }

    @Override
    public FrameDecoder open(VideoFormat format, long maxPixels) {
        return new Adding(format.width(), format.height());
    }

    private static final class Adding implements FrameDecoder {
        private final int width;
        private final int height;
        private int level;

        Adding(int width, int height) {
            this.width = width;
            this.height = height;
        }

        @Override
        public Pixels decode(byte[] sample, boolean wanted) throws IOException {
            DECODED.incrementAndGet();
            if (sample.length != 2 || (sample[0] != 'K' && sample[0] != 'D')) {
                throw new IOException("no such letter");
            }
            level = sample[1] + (sample[0] == 'K' ? 0 : level);
            if (!wanted) {
                return null;
            }
            Pixels pixels = Pixels.blank(width, height, 3);
            Arrays.fill(pixels.data(), (byte) level);
            return pixels;
        }

        @Override
        public long memoryBytes() {
            return 1;
        }
    }
}
