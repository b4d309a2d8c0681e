package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.testing.ChildJvm;
import dev.selfsame.train.DyingRun.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run whose process died, and that was resumed, ends as the one that never died, to the bit. */
@Timeout(300)
class KilledRunTest {
    private static final String METHOD = "byol";
    private static final String[] SETTINGS = {"checkpoint.every-steps=2", "epochs=3", "log-every=2"};

    @TempDir
    private static Path common;

    private static Outcome unbroken;

    @TempDir
    private Path directory;

    @BeforeAll
    static void train() throws IOException {
        unbroken = finish(common.resolve("unbroken"), SETTINGS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
    void oneDeathChangesNothing(Moment moment) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(directory.toString(), METHOD, moment.name(), "3"));
        arguments.addAll(List.of(SETTINGS));
        ChildJvm.Result died = child().run(arguments.toArray(new String[0]));
        assertEquals(DyingRun.DEAD, died.status(), died.err());
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
        assertTrue(saved >= 2 && saved < 15, "saved at step " + saved);
        finish(directory, SETTINGS).assertSameAs(unbroken);
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
        List<String> arguments = new ArrayList<>(List.of(directory.toString(), METHOD, Moment.NEVER.name(), "0"));
        arguments.addAll(List.of(settings));
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0);
        List<Long> saved = new ArrayList<>();
        for (int i = 0; i < deaths; i++) {
            long before = saved();
            Process child = child().start(arguments.toArray(new String[0]));
            while (child.isAlive() && saved() == before) {
                Thread.sleep(5);
            }
            Thread.sleep(draws.below(333));
            child.destroyForcibly();
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
            assertEquals(137, child.exitValue(), "the run ended before it was killed");
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

    private static ChildJvm child() {
        return ChildJvm.of(DyingRun.class).with("-Xmx1g", "-XX:TieredStopAtLevel=1");
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
