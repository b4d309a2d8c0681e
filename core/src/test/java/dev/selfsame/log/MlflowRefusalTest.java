package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.train.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of a server that says no to some of what it is told. */
@Timeout(120)
class MlflowRefusalTest {
    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    /** Two lines and the end of a run. */
    private void tell(FakeMlflow server) {
        MlflowLog log = MlflowLog.into(directory, MlflowServer.of(server.address(), Map.of()), warnings::add);
        log.started(TinyLogged.start(0));
        log.logged(TinyLogged.line(1, 3));
        log.logged(TinyLogged.line(2, 2));
        log.finished(new Run(directory, 2, 0, true, false, 2, OptionalDouble.empty(), 0, 1));
        log.ended();
    }

    @Test
    void refusedParametersLoseNoNumbers() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            server.refusingParameters = true;
            tell(server);
            FakeMlflow.Run run = server.runs.get("run0");
            assertEquals(Map.of(1L, 3.0, 2L, 2.0), run.metrics.get("loss"));
            assertEquals(List.of(), run.doubled);
            assertEquals(Map.of(), run.parameters);
            assertEquals("FINISHED", run.status);
            assertTrue(warnings.get(0).contains("it answered 400: Invalid value"), warnings.get(0));
            assertTrue(warnings.get(1).endsWith(" has not all of the run; metrics.jsonl has"), warnings.get(1));
            assertEquals(2, warnings.size());
        }
    }

    @Test
    void aRunWhoseNumbersAreRefusedIsNotLeftRunning() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            server.refusing = true;
            tell(server);
            assertEquals("FINISHED", server.runs.get("run0").status);
            assertEquals(2, warnings.size(), warnings::toString);
        }
    }

    @Test
    void anExperimentThatAnotherRunHasJustMadeIsTaken() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            server.racing = true;
            tell(server);
            assertEquals(Set.of("selfsame"), server.experiments.keySet());
            assertEquals(2, server.runs.get("run0").metrics.get("loss").size());
            assertEquals(List.of(), warnings);
        }
    }

    @Test
    void whoOneIsIsNotToldToWhomTheServerSendsOn() throws IOException {
        try (FakeMlflow server = new FakeMlflow();
                FakeMlflow other = new FakeMlflow()) {
            server.elsewhere = other.address();
            MlflowClient client =
                    new MlflowClient(MlflowServer.of(server.address(), Map.of("MLFLOW_TRACKING_TOKEN", "abc")));
            MlflowException no = assertThrows(MlflowException.class, () -> client.experiment("e"));
            assertTrue(no.getMessage().startsWith("it answered 302: "), no.getMessage());
            assertTrue(no.mayPass());
            assertEquals(List.of(), other.requests);
        }
    }

    @Test
    void whatTheServerSaysIsOneShortLine() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            server.refusing = true;
            server.refusal = "Invalid value \u001b[2J\u009b1m[" + "{'key': 'loss'}, ".repeat(1000) + "\nTraceback";
            tell(server);
            String warning = warnings.get(0);
            assertTrue(warning.contains("it answered 400: Invalid value  [2J 1m[{'key': 'loss'}, "), warning);
            assertTrue(warning.length() < 600, warning);
            assertFalse(warning.contains("Traceback"), warning);
        }
    }
}
