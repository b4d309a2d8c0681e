package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MemoryTest {
    @Test
    @Tag("slow")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "resident memory is read from /proc")
    void memoryStaysFlatOverTwoThousandSteps() {
        ChildJvm.Result result = ChildJvm.of(Workload.class)
                .with("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch")
                .run("2000");
        System.out.print(result.out());
        assertEquals(0, result.status(), result.err());
        List<long[]> lines = result.out()
                .lines()
                .map(line -> Arrays.stream(line.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
        long[] warm = lines.get(1); // step 250: compiled code and libtorch's own pools are there
        long[] last = lines.get(lines.size() - 1);
        assertEquals(lines.get(0)[1], last[1], "open tensors");
        assertEquals(lines.get(0)[2], last[2], "pointers");
        assertTrue(last[3] < warm[3] * 1.03, () -> "resident without heap: " + result.out());
    }

    @Test
    void valuesGoInAndOutUnchanged() {
        try (Scope scope = new Scope()) {
            assertArrayEquals(
                    new float[] {1.5f, Float.NaN, Float.NEGATIVE_INFINITY},
                    Tensor.of(new float[] {1.5f, Float.NaN, Float.NEGATIVE_INFINITY}, 3)
                            .toFloats());
            assertArrayEquals(
                    new double[] {0.1, -1e300},
                    Tensor.of(new double[] {0.1, -1e300}, 1, 2).toDoubles());
            assertArrayEquals(
                    new long[] {Long.MIN_VALUE, Long.MAX_VALUE},
                    Tensor.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 2, 1).toLongs());
            assertArrayEquals(new int[] {-7}, Tensor.of(new int[] {-7}).toInts());
            assertArrayEquals(new float[] {}, Tensor.of(new float[] {}, 2, 0).toFloats());
            byte[] bytes = {0, 0, (byte) 0x80, 0x3f};
            Tensor one = Tensor.of(bytes, DType.FLOAT32, 1);
            assertArrayEquals(bytes, one.toBytes());
            assertEquals(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 4.6006e-41, one.item(), 1e-44);
        }
    }

    @Test
    void viewsAreReadInRowMajorOrder() {
        try (Scope scope = new Scope()) {
            Tensor matrix = Tensor.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertArrayEquals(new int[] {1, 4, 2, 5, 3, 6}, matrix.t().toInts());
            assertArrayEquals(new float[] {2, 3, 5, 6}, matrix.narrow(1, 1, 2).toFloats());
            assertArrayEquals(
                    new long[] {2, 2},
                    matrix.select(1, 1).narrow(0, 0, 1).expand(2).toLongs());
        }
    }

    @Test
    void shapesAreChecked() {
        refused("a shape has no negative sides, got [2, -1]", 2, -1);
        refused("no memory holds a tensor of shape [4611686018427387904, 4]", 1L << 62, 4);
        refused("no memory holds a tensor of shape [0, 9223372036854775807]", 0, Long.MAX_VALUE);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[] {1, 2, 3}, 2, 2));
        assertEquals("shape [2, 2] needs 4 values, got 3", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new byte[] {1, 2}, DType.BOOL, 2));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(new byte[] {1, 2, 3}, DType.FLOAT32, 1));
    }

    private static void refused(String message, long... shape) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(DType.FLOAT32, shape));
        assertEquals(message, e.getMessage());
    }
}
