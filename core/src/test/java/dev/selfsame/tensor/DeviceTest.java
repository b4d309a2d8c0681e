package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DeviceTest {
    @Test
    void namesAreRead() {
        assertEquals(Device.CPU, Device.parse("cpu"));
        assertEquals(new Device("cuda", 0), Device.parse("cuda"));
        assertEquals(new Device("cuda", 12), Device.parse("cuda:12"));
        assertEquals("cuda:12", new Device("cuda", 12).toString());
        assertEquals("cpu", Device.CPU.toString());
        assertEquals(Device.best(), Device.parse("auto"));
    }

    @Test
    void otherNamesAreRefusedInOneLine() {
        for (String name : new String[] {"", "AUTO", "cuda:", "cuda:-1", "cuda:128", "cuda:9999", "tpu", "a\nb"}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Device.parse(name), name)
                    .getMessage();
            assertEquals(1, message.lines().count(), message);
        }
        assertThrows(IllegalArgumentException.class, () -> new Device("cpu", 1));
    }

    @Test
    void theProcessorIsAlwaysThere() {
        assertTrue(Device.CPU.isAvailable());
        assertTrue(Device.best().isAvailable());
        try (Tensor tensor = Tensor.ones(DType.FLOAT32, 1)) {
            assertEquals(Device.CPU, tensor.device());
        }
    }
}
