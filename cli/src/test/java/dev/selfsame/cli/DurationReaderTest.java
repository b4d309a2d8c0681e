package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationReaderTest {
    @ParameterizedTest
    @CsvSource({"90s,90", "10m,600", "2h,7200", "1h30m,5400", "1h1s,3601"})
    void unitsAreSecondsMinutesAndHours(String text, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), new DurationReader().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0s", "-1s", "1.5h", "10 m", "s", "1m1h", "99999999999h"})
    void theRestIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> new DurationReader().convert(text));
    }
}
