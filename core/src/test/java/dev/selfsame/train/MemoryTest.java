package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies outside the garbage collector's sight does not grow, within a run or from run to run. */
class MemoryTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"simclr", "byol", "barlow-twins"})
    void step50HoldsWhatStep5Held(String method) {
        Map<Long, Held> held = new TreeMap<>();
        TinyRuns.training(method, directory, "epochs=10", "log-every=3", "precision=bf16", "optimizer.clip-norm=1")
                .listener(new TrainingListener() {
                    @Override
                    public void step(long step, double loss) {
                        if (step == 5 || step == 50) {
                            held.put(step, step == 5 ? Held.settled() : Held.now());
                        }
                    }
                })
                .run();
        assertEquals(held.get(5L), held.get(50L));
    }

    @Test
    void runsLeaveNothingBehind() {
        runMany(12);
    }

    @Test
    @Tag("slow")
    void aThousandRunsLeaveNothingBehind() {
        runMany(1000);
    }

    private void runMany(int runs) {
        for (String method : TinyRuns.METHODS) {
            run(method, 0); // what is made once for all is there then
        }
        Held before = Held.settled();
        for (int i = 1; i <= runs; i++) {
            run(TinyRuns.METHODS.get(i % 3), i);
        }
        assertEquals(before, Held.now());
    }

    private void run(String method, int number) {
        TinyRuns.training(method, directory.resolve(method + number), "max-steps=1", "views.size=8")
                .run();
    }
}
