package dev.selfsame.video.h264;

import dev.selfsame.image.Pixels;
import java.io.IOException;
import java.nio.file.Path;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;

/** Films of a bright square that moves over a dark ground, as JCodec's encoder makes them: a key frame, then P frames. */
final class Encoded {
    static final int WIDTH = 80;
    static final int HEIGHT = 48;

    private Encoded() {}

    static Pixels frame(int number) {
        Pixels pixels = Pixels.blank(WIDTH, HEIGHT, 3);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= number && x < number + 24 && y >= 12 && y < 36;
                int at = 3 * (y * WIDTH + x);
                pixels.data()[at] = (byte) (inside ? 220 : 30);
                pixels.data()[at + 1] = (byte) (inside ? 120 : 40 + y);
                pixels.data()[at + 2] = (byte) (inside ? 60 : 90);
            }
        }
        return pixels;
    }

    static Path film(Path file, int frames) throws IOException {
        SequenceEncoder encoder = SequenceEncoder.createSequenceEncoder(file.toFile(), 25);
        for (int number = 0; number < frames; number++) {
            Picture picture = Picture.create(WIDTH, HEIGHT, ColorSpace.RGB);
            byte[] from = frame(number).data();
            for (int j = 0; j < from.length; j++) {
                picture.getPlaneData(0)[j] = (byte) ((from[j] & 0xFF) - 128);
            }
            encoder.encodeNativeFrame(picture);
        }
        encoder.finish();
        return file;
    }
}
