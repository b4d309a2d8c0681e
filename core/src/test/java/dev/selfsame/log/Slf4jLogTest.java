package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.train.Run;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class Slf4jLogTest {
    @Test
    void aLineForWhatAPersonWantsToKnow() {
        Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
        Slf4jLog log = new Slf4jLog(new SubstituteLogger("test", events, false));
        log.started(TinyLogged.start(3));
        log.logged(TinyLogged.line(4, 0.5));
        log.probed(5, 0, 0.625);
        log.warned("something is wrong");
        log.finished(new Run(Path.of("r"), 15, 3, true, false, 0.5, OptionalDouble.empty(), 0, 1));
        assertEquals(
                List.of(Level.INFO, Level.DEBUG, Level.INFO, Level.WARN, Level.INFO),
                events.stream().map(SubstituteLoggingEvent::getLevel).toList());
        List<String> messages =
                events.stream().map(SubstituteLoggingEvent::getMessage).toList();
        assertEquals("step 4  loss 0.5000  spread 0.90  rank 7.5  100 images/s", messages.get(1));
        assertEquals("step 5  kNN top-1 62.5 %", messages.get(2));
        assertEquals("something is wrong", messages.get(3));
    }

    @Test
    void aRunThatIsStoppedInItsLastProbeIsNotFinished() {
        Queue<SubstituteLoggingEvent> events = new ArrayDeque<>();
        Slf4jLog log = new Slf4jLog(new SubstituteLogger("test", events, false));
        for (boolean interrupted : new boolean[] {false, true}) {
            log.finished(new Run(Path.of("r"), 15, 3, true, interrupted, 0.5, OptionalDouble.empty(), 0, 1));
        }
        assertEquals(
                List.of("finished", "stopped"),
                events.stream().map(event -> event.getArgumentArray()[0]).toList());
    }
}
