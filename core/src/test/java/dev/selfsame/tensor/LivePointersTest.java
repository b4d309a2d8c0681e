package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class LivePointersTest {
    @Test
    void thoseThatNobodyHoldsDontCount() {
        long before = LivePointers.settled();
        leave(100);
        assertEquals(before, LivePointers.settled());
        assertEquals(before, Pointer.totalCount());
    }

    @Test
    void thoseThatSomebodyHoldsDo() {
        long before = LivePointers.settled();
        try (LongPointer held = new LongPointer(1)) {
            assertEquals(before + 1, LivePointers.settled(), () -> held.toString());
        }
        assertEquals(before, Pointer.totalCount());
    }

    private static void leave(int pointers) {
        for (int i = 0; i < pointers; i++) {
            new LongPointer(1).put(i);
        }
    }
}
