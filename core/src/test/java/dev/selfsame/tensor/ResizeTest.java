package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ResizeTest {
    /** Halved, each value weighs 1/8, 3/8, 3/8, 1/8 of its neighbourhood, which is cut at the border and rescaled. */
    @Test
    void bilinearReductionIsAntiAliased() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {0, 0, 80, 0, 0, 0, 0, 0}, 1, 1, 1, 8);
            assertArrayEquals(
                    new double[] {80 / 7.0, 30, 0, 0}, Resize.bilinear(x, 1, 4).toDoubles(), 1e-9);
        }
    }

    @Test
    void sameSizeChangesNothing() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.range(2 * 3 * 4 * 5).to(DType.FLOAT32).reshape(2, 3, 4, 5);
            assertArrayEquals(x.toFloats(), Resize.bilinear(x, 4, 5).toFloats(), 1e-4f);
            assertArrayEquals(x.toFloats(), Resize.bicubic(x, 4, 5).toFloats(), 1e-4f);
        }
    }

    @Test
    void bytesAreRoundedToBytes() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new int[] {0, 255, 255, 0}, 1, 1, 1, 4).to(DType.UINT8);
            Tensor small = Resize.bilinear(x, 1, 2);
            assertEquals(DType.UINT8, small.dtype());
            assertArrayEquals(new int[] {146, 146}, small.toInts()); // 255 * 4 / 7 = 145.7
        }
    }

    @Test
    void bytesInBuffersAreResizedAsTensorsAre() {
        for (boolean cubic : new boolean[] {false, true}) {
            ByteBuffer image = ByteBuffer.allocateDirect(9 * 7 * 3 + 5);
            for (int i = 0; i < 9 * 7 * 3; i++) {
                image.put(i, (byte) (i * 89));
            }
            ByteBuffer result = ByteBuffer.allocateDirect(4 * 5 * 3 + 5);
            Resize.bytes(image.position(2), 9, 7, 3, cubic, result.position(3), 4, 5);
            byte[] samples = new byte[4 * 5 * 3];
            result.get(0, samples);
            try (Scope scope = new Scope()) {
                Tensor x =
                        Tensor.wrap(image.position(0), DType.UINT8, 1, 9, 7, 3).permute(0, 3, 1, 2);
                Tensor small = cubic ? Resize.bicubic(x, 4, 5) : Resize.bilinear(x, 4, 5);
                assertArrayEquals(small.permute(0, 2, 3, 1).toBytes(), samples);
            }
        }
    }

    @Test
    void buffersThatAreTooSmallAreRefused() {
        ByteBuffer nine = ByteBuffer.allocateDirect(9);
        assertThrows(IllegalArgumentException.class, () -> Resize.bytes(nine, 3, 4, 1, false, nine, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Resize.bytes(nine, 1, 1, 1, false, nine, 5, 2));
        assertThrows(IllegalArgumentException.class, () -> Resize.bytes(nine, 0, 1, 1, false, nine, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Resize.bytes(nine, 1 << 30, 1 << 30, 8, false, nine, 1, 1));
        ByteBuffer heap = ByteBuffer.allocate(9);
        assertThrows(IllegalArgumentException.class, () -> Resize.bytes(heap, 1, 1, 1, false, nine, 1, 1));
        ByteBuffer fixed = nine.asReadOnlyBuffer();
        assertThrows(IllegalArgumentException.class, () -> Resize.bytes(nine, 1, 1, 1, false, fixed, 1, 1));
    }

    @Test
    void wrongSizesAreRefused() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.zeros(DType.FLOAT32, 1, 1, 2, 2);
            assertThrows(IllegalArgumentException.class, () -> Resize.bilinear(x, 0, 2));
            assertThrows(IllegalArgumentException.class, () -> Resize.bicubic(x.reshape(2, 2), 2, 2));
            assertThrows(IllegalArgumentException.class, () -> Resize.bicubic(x.narrow(2, 0, 0), 2, 2));
        }
    }
}
