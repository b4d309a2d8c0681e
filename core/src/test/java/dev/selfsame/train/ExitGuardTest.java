package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The JVM waits for a run at its exit: nothing is lost, and native code is not torn down while it computes. */
@Timeout(300)
class ExitGuardTest {
    @TempDir
    private Path directory;

    private static ChildJvm child() {
        return ChildJvm.of(ExitingRun.class)
                .with("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:ErrorFile=/dev/stderr")
                .within(Duration.ofSeconds(50)); // less than the guard would wait in vain
    }

    private long saved() {
        return Checkpoint.head(RunDirectory.at(directory).lastCheckpoint()).step();
    }

    @Test
    void systemExitOnAnotherThreadWaitsForTheCheckpoint() {
        ChildJvm.Result result = child().run(directory.toString(), "other");
        assertEquals(4, result.status(), result.err());
        assertEquals("ended", result.out().strip());
        assertTrue(saved() >= 12);
        assertTrue(Files.exists(RunDirectory.at(directory).encoder()));
    }

    @Test
    void systemExitOnTheThreadThatTrainsDoesNotWaitForItself() {
        ChildJvm.Result result = child().run(directory.toString(), "listener");
        assertEquals(3, result.status(), result.err());
        assertTrue(Files.notExists(RunDirectory.at(directory).lastCheckpoint()));
    }

    @Test
    void sigtermWaitsForTheCheckpoint() throws Exception {
        Process process = child().start(directory.toString(), "nobody");
        while (process.isAlive() && Files.notExists(directory.resolve("metrics.jsonl"))) {
            Thread.sleep(20);
        }
        Thread.sleep(200);
        process.destroy();
        assertTrue(process.waitFor(50, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        assertTrue(saved() >= 1);
        assertTrue(Files.exists(RunDirectory.at(directory).encoder()));
    }

    @Test
    @Tag("slow")
    void noExitOfManyCrashes() {
        for (int i = 0; i < 20; i++) {
            String who = i % 2 == 0 ? "other" : "listener";
            ChildJvm.Result result = child().run(directory.toString(), who);
            assertEquals(who.equals("other") ? 4 : 3, result.status(), result.err());
        }
    }
}
