package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Cpu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equal configurations and images give equal runs, to the bit, however often they were stopped. */
class SameRunTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"simclr,fp32", "simclr,bf16", "byol,fp32", "byol,bf16", "barlow-twins,fp32", "barlow-twins,bf16"})
    void stoppedAnywhereAndResumedIsTheUnbrokenRun(String method, String precision) throws Exception {
        String setting = "precision=" + precision;
        Run unbroken = TinyRuns.training(method, directory.resolve("unbroken"), setting)
                .run();
        assertTrue(unbroken.finished());

        int stop = 1
                + Draws.of(1, Stream.SAMPLE, 0, Draws.hash(method + precision)).below((int) unbroken.steps() - 1);
        Path broken = directory.resolve("broken");
        Run first = stopAfter(stop, TinyRuns.training(method, broken, setting, "workers=3"));
        assertTrue(first.interrupted());
        assertEquals(stop, first.steps());
        Run second = TinyRuns.training(method, broken, setting).resume(true).run();
        assertTrue(second.finished());
        assertFalse(second.interrupted());
        Outcome.of(broken).assertSameAs(Outcome.of(directory.resolve("unbroken")));
    }

    private static Run stopAfter(long step, Training training) {
        return training.listener(new TrainingListener() {
                    @Override
                    public void step(long done, double loss) {
                        if (done == step) {
                            training.stop();
                        }
                    }
                })
                .run();
    }

    @Test
    void oneWorkerAndFourGiveTheSameEncoder() throws Exception {
        TinyRuns.training("simclr", directory.resolve("1"), "workers=1").run();
        TinyRuns.training("simclr", directory.resolve("4"), "workers=4").run();
        Outcome.of(directory.resolve("4")).assertSameAs(Outcome.of(directory.resolve("1")));
    }

    @Test
    void anotherSeedIsAnotherRun() throws Exception {
        TinyRuns.training("simclr", directory.resolve("1"), "epochs=1").run();
        TinyRuns.training("simclr", directory.resolve("2"), "epochs=1", "seed=2")
                .run();
        assertFalse(Arrays.equals(
                Outcome.of(directory.resolve("1")).encoder(),
                Outcome.of(directory.resolve("2")).encoder()));
    }

    @Test
    void theWrittenConfigurationIsTheSameRun() throws Exception {
        Path first = directory.resolve("first");
        Configuration tiny = TinyRuns.configuration("byol", "epochs=2");
        Training.of(tiny.with(List.of("precision=auto")))
                .images(TinyRuns.images())
                .into(first)
                .run();
        Path second = directory.resolve("second");
        Configuration written = Configuration.parse(Files.readString(first.resolve("config.yaml")));
        assertEquals(
                Cpu.hasFastBfloat16() ? Precision.BF16 : Precision.FP32,
                written.run().precision());
        Training.of(written).images(TinyRuns.images()).into(second).run();
        Outcome.of(second).assertSameAs(Outcome.of(first));
        assertArrayEquals(
                Files.readAllBytes(first.resolve("config.yaml")), Files.readAllBytes(second.resolve("config.yaml")));
    }
}
