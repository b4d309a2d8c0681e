package dev.selfsame.image;

import dev.selfsame.tensor.Resize;
import java.nio.ByteBuffer;

/**
 * Resizing of large RGB images by libtorch's anti-aliased kernel for 8-bit samples, several times as quick as Java where a
 * call into native code doesn't matter.
 */
final class NativeResampling {
    /** Pixels, of the image and the result together, from which on the native kernel is quicker. */
    private static final long WORTH_IT = 16_000;

    private static final int CHANNELS = 3;

    private NativeResampling() {}

    /** Whether to use it. This goes by sizes alone, so that an image comes out alike wherever it is resized. */
    static boolean pays(Crop crop) {
        long pixels = (long) crop.width() * crop.height() + (long) crop.newWidth() * crop.newHeight();
        return crop.image().channels() == CHANNELS && pixels >= WORTH_IT;
    }

    static Pixels resized(Crop crop) {
        Pixels result = Pixels.blank(crop.newWidth(), crop.newHeight(), CHANNELS);
        resize(crop).get(0, result.data());
        return result;
    }

    static Planes resized(Crop crop, boolean flip) {
        return NativePlanes.read(resize(crop), crop.newWidth(), crop.newHeight(), flip);
    }

    /** The result, good until the next resizing on this thread. */
    private static ByteBuffer resize(Crop crop) {
        int width = crop.width();
        int height = crop.height();
        Room room = Room.of(width * height * CHANNELS, crop.newWidth() * crop.newHeight() * CHANNELS);
        Pixels image = crop.image();
        int line = width * CHANNELS;
        for (int row = 0; row < height; row++) {
            int from = ((crop.y() + row) * image.width() + crop.x()) * CHANNELS;
            room.image.put(row * line, image.data(), from, line);
        }
        boolean cubic = crop.interpolation() == Interpolation.BICUBIC;
        Resize.bytes(room.image, height, width, CHANNELS, cubic, room.result, crop.newHeight(), crop.newWidth());
        return room.result;
    }

    /** Native memory of a thread, good until the next resizing. */
    private record Room(ByteBuffer image, ByteBuffer result) {
        /** More than this is not kept: one huge image should not hold memory for ever. */
        private static final int KEPT = 1 << 24;

        private static final ThreadLocal<Room> KEPT_ROOM = ThreadLocal.withInitial(() -> new Room(0, 0));

        private Room(int imageBytes, int resultBytes) {
            this(ByteBuffer.allocateDirect(imageBytes), ByteBuffer.allocateDirect(resultBytes));
        }

        static Room of(int imageBytes, int resultBytes) {
            Room kept = KEPT_ROOM.get();
            if (kept.image.capacity() >= imageBytes && kept.result.capacity() >= resultBytes) {
                return kept;
            }
            Room room = new Room(
                    Math.max(kept.image.capacity(), imageBytes), Math.max(kept.result.capacity(), resultBytes));
            if (room.image.capacity() <= KEPT && room.result.capacity() <= KEPT) {
                KEPT_ROOM.set(room);
            }
            return room;
        }
    }
}
