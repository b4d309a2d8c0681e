package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.KnnResult;
import dev.selfsame.evaluate.Labelled;
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
    void peopleGetSixDigitsOfLongAndTinyNumbers() {
        assertEquals("11.2646", OutputOptions.text(11.264608383178711));
        assertEquals("-6.19942e-05", OutputOptions.text(-6.199421652497986E-5));
        assertEquals("0.666667", OutputOptions.text(0.666667));
        assertEquals("1994.955558", OutputOptions.text(1994.955558));
        assertEquals("12", OutputOptions.text(12));
        assertEquals("E", OutputOptions.text("E"));
    }

    @Test
    void aRecordsKeysAreThoseOfTheContract() {
        KnnResult result;
        try (Labelled rows = Labelled.of(new float[][] {{1, 0}, {0, 1}, {1, 0}}, new int[] {0, 1, 1})) {
            result = new Knn(1, 0.1).evaluate(rows, rows);
        }
        Map<String, Object> object = Json.object(result);
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
                        "seconds",
                        "top1_low",
                        "top1_high",
                        "chance",
                        "settings"),
                List.copyOf(object.keySet()));
        assertEquals(0.666667, object.get("top1"));
        assertEquals("knn", object.get("protocol"));
    }
}
