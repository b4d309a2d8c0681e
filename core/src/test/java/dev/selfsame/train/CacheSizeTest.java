package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "4096,4096",
        "3K,3072",
        "512M,536870912",
        "512m,536870912",
        "2G,2147483648",
        "1T,1099511627776",
        "0G,0"
    })
    void unitsArePowersOf1024(String text, long bytes) {
        assertEquals(bytes, CacheSize.bytes(text));
    }

    @Test
    void whatJavaCanNotHaveIsRefused() {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        assertDoesNotThrow(() -> CacheSize.requireRoom("auto"));
        assertDoesNotThrow(() -> CacheSize.requireRoom("0"));
        assertDoesNotThrow(() -> CacheSize.requireRoom(heap / 2 + "M"));
        assertThrows(IllegalArgumentException.class, () -> CacheSize.requireRoom("1T"));
        String message = assertThrows(IllegalArgumentException.class, () -> CacheSize.requireRoom(heap + "M"))
                .getMessage();
        assertTrue(
                message.startsWith("cache " + heap + "M is more than three quarters of Java's memory of " + heap),
                message);
    }
}
