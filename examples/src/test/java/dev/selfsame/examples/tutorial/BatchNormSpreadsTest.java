package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BatchNormSpreadsTest {
    @Test
    void closeValuesAreDrawnApartToOne() {
        assertEquals(1, BatchNormSpreads.afterBatchNorm(10), 0.02);
        assertEquals(1, BatchNormSpreads.afterBatchNorm(0.1), 0.02);
    }

    /** Below the root of ε, 0.003, they aren't. */
    @Test
    void whatIsAllButEqualStaysTogether() {
        assertTrue(BatchNormSpreads.afterBatchNorm(1e-5) < 0.01);
    }
}
