package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.selfsame.evaluate.KnnResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void numbersHaveSixDecimalsAndSmallOnesTheirDigits() {
        Map<String, Object> object = new LinkedHashMap<>();
        Json.putNumber(object, "a", 2.0 / 3);
        Json.putNumber(object, "b", 1.23456789e-7);
        Json.putNumber(object, "c", Double.NaN);
        assertEquals(0.666667, object.get("a"));
        assertEquals(1.23456789e-7, object.get("b"));
        assertFalse(object.containsKey("c"));
    }

    @Test
    void aRecordsKeysAreThoseOfTheContract() {
        Map<String, Object> object = Json.object(new KnnResult(0.5, 0.75, 20, 0.1, 100, 10, 64, 1.5));
        assertEquals(
                List.of(
                        "protocol",
                        "top1",
                        "top5",
                        "k",
                        "temperature",
                        "train_images",
                        "test_images",
                        "dimensions",
                        "seconds"),
                List.copyOf(object.keySet()));
        assertEquals(0.5, object.get("top1"));
        assertEquals("knn", object.get("protocol"));
    }
}
