package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DTypeTest {
    @Test
    void sizesAreThoseInMemory() {
        try (Scope scope = new Scope()) {
            for (DType type : DType.values()) {
                Tensor tensor = Tensor.ones(type, 3);
                assertEquals(type, tensor.dtype());
                assertEquals(3 * type.bytes(), tensor.toBytes().length);
                assertEquals(type.isFloating(), tensor.div(2).dtype() == type);
            }
        }
        assertEquals("bfloat16", DType.BFLOAT16.toString());
    }
}
