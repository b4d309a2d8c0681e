package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.method.Method;
import dev.selfsame.method.Recipe;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.testing.ChildJvm;
import dev.selfsame.testing.HeldJvm;
import dev.selfsame.testing.Sigkill;
import dev.selfsame.train.HeldRun.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run whose process was killed, and that was resumed, ends as the one that never was, to the bit. */
@Timeout(300)
class KilledRunTest {
    private static final String METHOD = "byol";
    private static final int STEPS = 3; // before it is held
    private static final String[] SETTINGS = {
        "checkpoint.every-steps=2", "epochs=3", "log-every=2", RememberedNetworks.SETTING
    };

    @TempDir
    private static Path common;

    private static Outcome unbroken;

    @TempDir
    private Path directory;

    @BeforeAll
    static void train() throws IOException {
        RememberedNetworks.makeKnown();
        unbroken = finish(common.resolve("unbroken"), SETTINGS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
    void oneDeathChangesNothing(Moment moment) throws Exception {
        if (moment == Moment.IN_THE_OPTIMIZER) {
            killInTheOptimizer();
        } else {
            killIn(moment);
        }
        RunDirectory run = RunDirectory.at(directory);
        assertTrue(Files.notExists(run.encoder()));
        long saved = Checkpoint.head(run.lastCheckpoint()).step();
        Path partial = run.checkpoints().resolve("last.ckpt.partial");
        switch (moment) {
            case WRITING_A_CHECKPOINT ->
                assertTrue(Files.size(partial) < Files.size(run.lastCheckpoint()), "it was written to its end");
            case BEFORE_THE_RENAME ->
                assertTrue(Math.abs(Files.size(partial) - Files.size(run.lastCheckpoint())) < 100);
            default -> assertTrue(Files.notExists(partial));
        }
        assertEquals(moment == Moment.IN_A_PROBE ? 5 : 2, saved);
        finish(directory, SETTINGS).assertSameAs(unbroken);
    }

    /** SIGKILL while the run stays in a moment. */
    private void killIn(Moment moment) throws Exception {
        Path file = common.resolve("in " + moment);
        Process process = child().start(arguments(moment, STEPS, file, SETTINGS));
        try {
            Sigkill.awaitFile(process, file);
            Sigkill.of(process);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The same in the step after: the first group of parameters has been moved, the others have not. */
    private void killInTheOptimizer() throws Exception {
        int groups = groups();
        assertTrue(groups >= 2, () -> "parameters in " + groups + " groups");
        String[] arguments = arguments(Moment.IN_THE_OPTIMIZER, STEPS, common.resolve("unused"), SETTINGS);
        try (HeldJvm held = HeldJvm.at(child(), "dev.selfsame.optim.StepRates", "of", STEPS * groups + 2, arguments)) {
            Sigkill.of(held.process());
        }
    }

    /** Of the optimiser, each of which it moves by one native call. */
    private static int groups() {
        Recipe recipe = TinyRuns.configuration(METHOD, SETTINGS).recipe();
        try (Method method = recipe.method().build(recipe.backbone()::build, recipe.views(), 1)) {
            return Setup.groups(method, recipe.optimizer()).size();
        }
    }

    @Test
    void threeDeathsAtRandomChangeNothing() throws Exception {
        killAtRandom(3, 1);
    }

    @Test
    @Tag("slow")
    void tenDeathsAtRandomChangeNothing() throws Exception {
        killAtRandom(10, 2);
    }

    /** SIGKILL from outside, up to a third of a second after a checkpoint. */
    private void killAtRandom(int deaths, long seed) throws Exception {
        String[] settings = {"checkpoint.every-steps=3", "epochs=" + 8 * deaths, "log-every=4", "probe.every-epochs=4"};
        String[] arguments = arguments(Moment.NEVER, 0, common.resolve("unused"), settings);
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0);
        List<Long> saved = new ArrayList<>();
        for (int i = 0; i < deaths; i++) {
            long before = saved();
            Process child = child().start(arguments);
            while (child.isAlive() && saved() == before) {
                Thread.sleep(5);
            }
            Thread.sleep(draws.below(333));
            Sigkill.of(child);
            saved.add(saved());
        }
        System.out.println("killed after the checkpoints of the steps " + saved);
        Outcome expected = finish(common.resolve("unbroken" + deaths), settings);
        finish(directory, settings).assertSameAs(expected);
    }

    private long saved() {
        Path checkpoint = RunDirectory.at(directory).lastCheckpoint();
        return Files.exists(checkpoint) ? Checkpoint.head(checkpoint).step() : 0;
    }

    private String[] arguments(Moment moment, int steps, Path file, String... settings) {
        List<String> words = new ArrayList<>(
                List.of(directory.toString(), METHOD, moment.name(), Integer.toString(steps), file.toString()));
        words.addAll(List.of(settings));
        return words.toArray(new String[0]);
    }

    private static ChildJvm child() {
        return ChildJvm.of(HeldRun.class).with("-Xmx1g", "-XX:TieredStopAtLevel=1");
    }

    private static Outcome finish(Path directory, String... settings) throws IOException {
        Run run = TinyRuns.training(METHOD, directory, settings)
                .probe(TinyRuns.images(), TinyRuns.images())
                .resume(true)
                .run();
        assertTrue(run.finished(), () -> "with " + Arrays.toString(settings));
        return Outcome.of(directory);
    }
}
