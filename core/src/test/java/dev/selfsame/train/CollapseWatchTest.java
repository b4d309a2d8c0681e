package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.train.TrainingListener.StepMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollapseWatchTest {
    private final List<String> warnings = new ArrayList<>();
    private final CollapseWatch watch = new CollapseWatch(
            new TrainingListener() {
                @Override
                public void warned(String message) {
                    warnings.add(message);
                }
            },
            TinyRuns.configuration("byol"));

    private void see(long step, double spread, double rank, int bound) {
        watch.see(
                new StepMetrics(step, 0, 8 * step, 1, Map.of(), 0.1, Map.of(), 100, 0, spread, spread, rank, bound, 1));
    }

    @Test
    void aPointIsSaidOnceAfterAHundredSteps() {
        for (int step = 10; step < 110; step += 10) {
            see(step, 0.08, 40, 128);
        }
        assertEquals(List.of(), warnings);
        see(110, 0.02, 40.04, 128);
        see(120, 0.02, 40, 128);
        see(400, 0.02, 40, 128);
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0)
                        .startsWith(
                                "the embeddings are collapsing at step 110 (spread 0.020 of 1, effective rank 40.0 of"
                                        + " 128): the run learns nothing like this. Likely causes: no predictor or"),
                warnings.get(0));
    }

    @Test
    void aRayIsSaidToo() {
        see(1, 0.9, 1.1, 128);
        see(101, 0.9, 1.1, 128);
        assertEquals(1, warnings.size());
    }

    @Test
    void whatRecoversIsNotSaid() {
        for (int step = 0; step < 1000; step += 10) {
            see(step, step % 90 == 0 ? 0.3 : 0.02, 40, 128);
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatIsNotMeasuredIsNotSaid() {
        for (int i = 0; i < 5; i++) {
            see(i, Double.NaN, Double.NaN, 0);
        }
        assertEquals(List.of(), warnings);
    }
}
