package dev.selfsame.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SameWorkTest {
    private static Verdict views(double mean, double deviation, String shape) {
        String ours = "{\"checked\":400,\"shape\":[3,8,8],\"statistics\":[[0.1,0.5,0.9,0.2]]}";
        String theirs =
                "{\"checked\":400,\"shape\":" + shape + ",\"statistics\":[[" + mean + ",0.5," + deviation + ",0.2]]}";
        return SameWork.views(
                Map.of("ours", Made.telling("ours", ours), "peer", Made.telling("peer", theirs)), "ours", "peer");
    }

    @Test
    void theToleranceIsFiveStandardErrorsAndALevel() {
        assertEquals(5 * 0.5 / Math.sqrt(200) + 1 / 255.0 / 0.225, SameWork.tolerance(0.5, 400, 0.5, 400), 1e-12);
    }

    @Test
    void viewsThatDifferByChanceAreTheSame() {
        assertTrue(views(0.25, 0.95, "[3,8,8]").same());
    }

    @Test
    void viewsThatDifferByMoreAreNot() {
        assertFalse(views(0.35, 0.9, "[3,8,8]").same());
        assertFalse(views(0.1, 1.0, "[3,8,8]").same());
        assertFalse(views(0.1, 0.9, "[3,9,9]").same());
    }

    @Test
    void statisticsThatAreMissingAreNotTheSame() {
        Map<String, SideResult> sides = Map.of("ours", Made.telling("ours", "{}"), "peer", Made.telling("peer", "{}"));
        assertFalse(SameWork.views(sides, "ours", "peer").same());
        assertFalse(SameWork.equal(sides, "ours", "peer", "images").same());
        assertFalse(SameWork.close(sides, "ours", "peer", "top1", 0.01).same());
    }

    @Test
    void countsMustBeEqual() {
        Map<String, SideResult> sides = Map.of(
                "ours", Made.telling("ours", "{\"images\":3,\"batch\":8}"),
                "peer", Made.telling("peer", "{\"images\":4,\"batch\":8}"));
        assertTrue(SameWork.equal(sides, "ours", "peer", "batch").same());
        assertEquals(
                new Verdict(false, "ours and peer: batch 8, images 3 and 4"),
                SameWork.equal(sides, "ours", "peer", "batch", "images"));
    }
}
