package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.train.TrainingListener.StepMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollapseWatchTest {
    private final List<String> warnings = new ArrayList<>();
    private final CollapseWatch watch = new CollapseWatch(new TrainingListener() {
        @Override
        public void warned(String message) {
            warnings.add(message);
        }
    });

    private void see(long step, double spread, double rank, int bound) {
        watch.see(new StepMetrics(step, 0, 1, Map.of(), 0.1, 100, 0, spread, spread, rank, bound, 1));
    }

    @Test
    void aPointIsSaidOnceAfterThreeLines() {
        see(10, 0.02, 40, 128);
        see(20, 0.02, 40, 128);
        assertEquals(List.of(), warnings);
        see(30, 0.02, 40.04, 128);
        see(40, 0.02, 40, 128);
        assertEquals(
                List.of(
                        "the embeddings are collapsing at step 30 (spread 0.020 of 1, effective rank 40.0 of 128): the run"
                                + " learns nothing like this"),
                warnings);
    }

    @Test
    void aRayIsSaidToo() {
        for (int i = 1; i <= 3; i++) {
            see(i, 0.9, 1.1, 128);
        }
        assertEquals(1, warnings.size());
    }

    @Test
    void whatRecoversIsNotSaid() {
        for (int i = 0; i < 10; i++) {
            see(i, i % 3 == 0 ? 0.3 : 0.02, 40, 128);
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
