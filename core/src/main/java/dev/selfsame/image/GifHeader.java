package dev.selfsame.image;

import java.nio.ByteBuffer;

/**
 * The place of a GIF's first frame (GIF89a specification, §§18–22): a frame may cover a part of the picture only.
 *
 * @param width width of the picture, the screen enlarged to hold the frame
 * @param height height of the picture
 * @param left where the frame begins
 * @param top where the frame begins
 */
record GifHeader(int width, int height, int left, int top) {
    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;

    /** Walks the blocks of a little-endian buffer up to the end of the first frame. */
    static GifHeader read(ByteBuffer file, DecodeOptions options) throws UnreadableImageException {
        int screenWidth = file.getShort(6) & 0xFFFF;
        int screenHeight = file.getShort(8) & 0xFFFF;
        options.checkSize(screenWidth, screenHeight);
        int at = 13 + tableLength(file.get(10));
        while ((file.get(at) & 0xFF) == EXTENSION) {
            at = afterBlocks(file, at + 2);
        }
        if ((file.get(at) & 0xFF) != IMAGE) {
            throw new UnreadableImageException("the GIF file holds no picture");
        }
        int left = file.getShort(at + 1) & 0xFFFF;
        int top = file.getShort(at + 3) & 0xFFFF;
        int frameWidth = file.getShort(at + 5) & 0xFFFF;
        int frameHeight = file.getShort(at + 7) & 0xFFFF;
        options.checkSize(frameWidth, frameHeight);
        int width = Math.max(screenWidth, left + frameWidth);
        int height = Math.max(screenHeight, top + frameHeight);
        options.checkSize(width, height);
        GifData.check(file, at + 10 + tableLength(file.get(at + 9)), frameWidth * frameHeight);
        return new GifHeader(width, height, left, top);
    }

    /** The frame in its place, on the ground. */
    Pixels place(Pixels frame, Rgb ground) {
        if (frame.width() == width && frame.height() == height) {
            return frame;
        }
        Pixels picture = Pixels.blank(width, height, 3);
        byte[] out = picture.data();
        for (int i = 0; i < out.length; i += 3) {
            out[i] = (byte) ground.red();
            out[i + 1] = (byte) ground.green();
            out[i + 2] = (byte) ground.blue();
        }
        Geometry.paste(frame, 0, 0, frame.width(), frame.height(), picture, left, top);
        return picture;
    }

    private static int tableLength(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int afterBlocks(ByteBuffer file, int at) {
        int length = file.get(at) & 0xFF;
        while (length > 0) {
            at += 1 + length;
            length = file.get(at) & 0xFF;
        }
        return at + 1;
    }
}
