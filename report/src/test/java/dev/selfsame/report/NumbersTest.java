package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void numbersHaveAboutFourDigits() {
        assertEquals("0", Numbers.text(0));
        assertEquals("-0.1235", Numbers.text(-0.12346));
        assertEquals("4.534", Numbers.text(4.534));
        assertEquals("128", Numbers.text(128));
        assertEquals("12,346", Numbers.text(12345.6));
        assertEquals("1.20e-05", Numbers.text(1.2e-5));
        assertEquals("–", Numbers.text(Double.NaN));
    }

    @Test
    void durationsHaveTwoUnits() {
        assertEquals("59 s", Numbers.duration(59.4));
        assertEquals("1 min 0 s", Numbers.duration(59.6));
        assertEquals("2 h 10 min", Numbers.duration(7815));
    }

    @Test
    void theMedianLeavesOutWhatIsNotFinite() {
        assertEquals(3, Numbers.median(List.of(9.0, Double.NaN, 3.0, 1.0)));
        assertEquals(Double.NaN, Numbers.median(List.of()));
    }

    @Test
    void roundsToSixDigits() {
        assertEquals(5.3637, Numbers.rounded(5.363698959350586));
        assertEquals(1.23457e-7, Numbers.rounded(1.234567891e-7));
    }
}
