package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorBytesTest {
    @Test
    void piecesTogetherAreTheTensorInRowMajorOrder() {
        try (Scope scope = new Scope()) {
            Tensor turned = Tensor.range(3 << 20).reshape(3, 1 << 20).t(); // int64: 24 MiB
            List<Integer> lengths = new ArrayList<>();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            TensorBytes.forEachChunk(turned, bytes -> {
                lengths.add(bytes.length);
                all.writeBytes(bytes);
            });
            assertEquals(List.of(16 << 20, 8 << 20), lengths);
            assertArrayEquals(turned.contiguous().toBytes(), all.toByteArray());
        }
    }

    @Test
    void ofNothingThereIsNothingAndAFailureComesThrough() {
        try (Scope scope = new Scope()) {
            List<byte[]> none = new ArrayList<>();
            TensorBytes.forEachChunk(Tensor.zeros(DType.FLOAT32, 0, 3), none::add);
            assertEquals(0, none.size());
            long open = Leaks.live();
            Tensor some = Tensor.zeros(DType.FLOAT32, 3);
            assertThrows(
                    IOException.class,
                    () -> TensorBytes.<IOException>forEachChunk(some, bytes -> {
                        throw new IOException("full");
                    }));
            assertEquals(open + 1, Leaks.live());
        }
    }
}
