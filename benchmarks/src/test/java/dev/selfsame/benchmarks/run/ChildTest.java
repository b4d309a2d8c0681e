package dev.selfsame.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "its processes are those of a Unix shell")
class ChildTest {
    @Test
    void theLastLineOfJsonCounts() throws Exception {
        Sample sample = Child.run(
                List.of("sh", "-c", "echo hello; echo '{\"images\":30,\"seconds\":2,\"batch\":5}'"), false, null);
        assertEquals(15, sample.value());
        assertEquals(5, sample.told().get("batch").asInt());
    }

    @Test
    void aProcessThatFailsOrTellsNothingIsAnErrorWithWhatItSaid() {
        IOException failed = assertThrows(
                IOException.class,
                () -> Child.run(
                        List.of("sh", "-c", "echo '{\"images\":1,\"seconds\":1}'; echo no disk >&2; exit 3"),
                        false,
                        null));
        assertTrue(
                failed.getMessage().contains("status 3") && failed.getMessage().contains("no disk"));
        assertThrows(IOException.class, () -> Child.run(List.of("sh", "-c", "echo done"), false, null));
        assertThrows(IOException.class, () -> Child.run(List.of("sh", "-c", "echo done"), false, "step"));
    }

    @Test
    void theTimeOfALineIsTakenAndTheProcessEnded() throws Exception {
        Sample sample = Child.run(List.of("sh", "-c", "sleep 0.2; echo step 1/9; exec sleep 60"), false, "step 1/");
        assertTrue(sample.value() >= 0.2 && sample.wall() < 30, sample.toString());
    }

    @Test
    void memoryOfAllProcessesCountsTogether() {
        assertEquals(
                1234, ProcessMemory.pss(List.of("0-1 ---p", "Rss: 9999 kB", "Pss:      1234 kB", "Pss_Dirty: 5 kB")));
        assertEquals(0, ProcessMemory.pss(List.of()));
    }

    @Test
    void coresAreBusyWhereTimeIsNeitherIdleNorWaiting() {
        assertEquals(0.25, BusyCores.share("cpu  100 0 50 800 50 0 0 0 0 0", "cpu  110 0 55 845 80 5 5 0 0 0"), 1e-12);
        assertEquals(0, BusyCores.share("cpu  1 1 1 1 1 1 1 1 1 1", "cpu  1 1 1 1 1 1 1 1 1 1"));
    }

    @Test
    void theBestNumberOfWorkersIsTheFastest() {
        Map<Integer, Double> tried = Map.of(0, 3.0, 1, 9.0, 2, 5.0);
        assertEquals(1, Races.best(tried, false));
        assertEquals(0, Races.best(tried, true));
    }
}
