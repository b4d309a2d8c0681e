package dev.selfsame.image;

import dev.selfsame.natives.Natives;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * Samples in native memory as planes of floats, by OpenCV: Java 17 uses no vector instructions to take pixels apart or to
 * make floats of bytes.
 */
final class NativePlanes {
    private static final int CHANNELS = 3;

    private NativePlanes() {}

    /**
     * An RGB image of such a size.
     *
     * @param samples {@code [height, width, 3]} at the beginning of a direct buffer, and not that afterwards
     * @param flip whether to exchange left and right
     */
    static Planes read(ByteBuffer samples, int width, int height, boolean flip) {
        Natives.opencv();
        Room room = Room.of(width * height * CHANNELS);
        try (BytePointer given = new BytePointer(samples);
                BytePointer kept = new BytePointer(room.samples);
                BytePointer result = new BytePointer(room.floats);
                Mat image = new Mat(height, width, opencv_core.CV_8UC3, given);
                Mat flipped = new Mat(height, width, opencv_core.CV_8UC3, kept);
                Mat floats = new Mat(CHANNELS * height, width, opencv_core.CV_32FC1, result)) {
            if (flip) {
                opencv_core.flip(image, flipped, 1);
            }
            BytePointer free = flip ? given : kept;
            split(flip ? flipped : image, free, width, height);
            try (Mat planes = new Mat(CHANNELS * height, width, opencv_core.CV_8UC1, free)) {
                planes.convertTo(floats, opencv_core.CV_32F);
            }
        }
        return Planes.of(Bands.read(width, height, CHANNELS, room.floats.asFloatBuffer()));
    }

    /** Writes one channel after the other. */
    private static void split(Mat image, BytePointer planes, int width, int height) {
        int length = width * height;
        try (BytePointer green = planes.getPointer(length);
                BytePointer blue = planes.getPointer(2L * length);
                Mat r = new Mat(height, width, opencv_core.CV_8UC1, planes);
                Mat g = new Mat(height, width, opencv_core.CV_8UC1, green);
                Mat b = new Mat(height, width, opencv_core.CV_8UC1, blue);
                MatVector channels = new MatVector(r, g, b)) {
            opencv_core.split(image, channels);
        }
    }

    /** Native memory of a thread, good until the next image. */
    private record Room(ByteBuffer samples, ByteBuffer floats) {
        /** More samples than this are not kept: one huge image should not hold memory for ever. */
        private static final int KEPT = 1 << 22;

        private static final ThreadLocal<Room> KEPT_ROOM = ThreadLocal.withInitial(() -> new Room(0));

        private Room(int samples) {
            this(
                    ByteBuffer.allocateDirect(samples),
                    ByteBuffer.allocateDirect(Math.multiplyExact(samples, Float.BYTES))
                            .order(ByteOrder.nativeOrder()));
        }

        static Room of(int samples) {
            Room kept = KEPT_ROOM.get();
            if (kept.samples.capacity() >= samples) {
                return kept;
            }
            Room room = new Room(samples);
            if (samples <= KEPT) {
                KEPT_ROOM.set(room);
            }
            return room;
        }
    }
}
