package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.train.Training;
import dev.selfsame.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MlflowLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    private Path run() {
        return directory.resolve("r1");
    }

    private MlflowLog log(String address) {
        return MlflowLog.into(run(), MlflowServer.of(address, Map.of()), warnings::add);
    }

    private void assertAllIsThere(FakeMlflow.Run there) throws IOException {
        assertEquals(List.of(), there.doubled);
        int lines = 0;
        for (String text : Files.readAllLines(run().resolve("metrics.jsonl"))) {
            JsonNode line = JSON.readTree(text);
            long step = line.get("step").asLong();
            for (String key : List.of("loss", "tau", "images", "knn_top1")) {
                if (line.has(key)) {
                    assertEquals(
                            line.get(key).asDouble(), there.metrics.get(key).get(step), key + " at " + step);
                }
            }
            lines += line.has("terms") ? 1 : 0;
        }
        assertEquals(lines, there.metrics.get("terms/prediction").size());
    }

    @Test
    void aRunIsThereWithItsNumbersAndParameters() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            TinyLogged.training(run(), log(server.address() + "#My photos"))
                    .probe(TinyLogged.images(), TinyLogged.images())
                    .run();
            assertEquals(Set.of("My photos"), server.experiments.keySet());
            assertEquals(Set.of("run0"), server.runs.keySet());
            FakeMlflow.Run there = server.runs.get("run0");
            assertAllIsThere(there);
            assertEquals(3, there.metrics.get("knn_top1").size());
            assertEquals("r1", there.name);
            assertEquals("FINISHED", there.status);
            assertEquals("byol", there.parameters.get("method.name"));
            assertEquals("3", there.parameters.get("epochs"));
            assertEquals(TinyLogged.configuration().values().keySet(), there.parameters.keySet());
            assertEquals(List.of(), warnings);
            JsonNode saved = JSON.readTree(Files.readString(run().resolve("mlflow.json")));
            assertEquals("run0", saved.get("run_id").asText());
        }
    }

    @Test
    void aRunThatGoesOnGoesOnThereWithNoStepTwice() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            Training first = TinyLogged.training(run(), log(server.address()), "checkpoint.every-steps=4");
            first.listener(TrainingListener.all(List.of(log(server.address()), stopAfter(6, first))))
                    .run();
            assertEquals("KILLED", server.runs.get("run0").status);
            // What it logged after its checkpoint before it was killed is there already.
            MlflowLog killed = log(server.address());
            killed.started(TinyLogged.start(6));
            killed.logged(TinyLogged.line(7, 1));
            killed.logged(TinyLogged.line(8, 1));
            killed.ended();
            assertEquals("FAILED", server.runs.get("run0").status);
            TinyLogged.training(run(), log(server.address())).resume(true).run();
            assertEquals(Set.of("run0"), server.runs.keySet());
            FakeMlflow.Run there = server.runs.get("run0");
            assertEquals(List.of(), there.doubled);
            assertEquals(15, there.metrics.get("loss").size());
            assertEquals("FINISHED", there.status);
        }
    }

    private static TrainingListener stopAfter(long last, Training training) {
        return new TrainingListener() {
            @Override
            public void step(long step, double loss) {
                if (step == last) {
                    training.stop();
                }
            }
        };
    }

    @Test
    void aServerThatLostTheRunGetsAnother() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            TinyLogged.training(run(), log(server.address()), "max-steps=5").run();
            server.runs.clear();
            server.runs.put("another", new FakeMlflow.Run());
            TinyLogged.training(run(), log(server.address())).resume(true).run();
            assertEquals(Set.of("another", "run1"), server.runs.keySet());
            assertEquals(10, server.runs.get("run1").metrics.get("loss").size());
        }
    }

    @Test
    void aServerThatAnswersLaterGetsEverything() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            server.unavailable.set(2);
            TinyLogged.training(run(), log(server.address())).run();
            assertAllIsThere(server.runs.get("run0"));
            assertEquals("FINISHED", server.runs.get("run0").status);
            assertEquals(1, warnings.size());
            assertTrue(
                    warnings.get(0)
                            .startsWith("MLflow at " + server.address()
                                    + " doesn't take the run's numbers (it answered 503"),
                    warnings.get(0));
        }
    }

    @Test
    void aServerThatIsGoneStopsNothing() throws IOException {
        String address;
        try (FakeMlflow server = new FakeMlflow()) {
            address = server.address();
        }
        assertTrue(TinyLogged.training(run(), log(address)).run().finished());
        assertEquals(2, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("(no connection)"), warnings.get(0));
        assertEquals("MLflow at " + address + " has not all of the run; metrics.jsonl has", warnings.get(1));
        assertFalse(Files.exists(run().resolve("mlflow.json")));
    }

    @Test
    void whatIsRefusedIsLostAndSaid() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            server.refusing = true;
            TinyLogged.training(run(), log(server.address()), "max-steps=2").run();
            assertTrue(warnings.get(0).contains("it answered 400: Invalid value"), warnings.get(0));
            assertEquals(2, warnings.size(), warnings::toString);
        }
    }

    @Test
    void aDamagedNoteOfTheRunIsNoReasonToStop() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            TinyLogged.training(run(), log(server.address()), "max-steps=2").run();
            Files.writeString(run().resolve("mlflow.json"), "{\"run_id\": ");
            TinyLogged.training(run(), log(server.address()), "max-steps=3")
                    .resume(true)
                    .run();
            assertEquals(Set.of("run0", "run1"), server.runs.keySet());
            assertEquals(List.of(), warnings);
        }
    }

    @Test
    void anInterruptedRunIsToldToTheServerToo() throws Exception {
        try (FakeMlflow server = new FakeMlflow()) {
            TrainingListener interrupts = new TrainingListener() {
                @Override
                public void step(long step, double loss) {
                    if (step == 3) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
            TinyLogged.training(run(), TrainingListener.all(List.of(log(server.address()), interrupts)))
                    .run();
            assertTrue(Thread.interrupted());
            assertEquals("KILLED", server.runs.get("run0").status);
            assertEquals(3, server.runs.get("run0").metrics.get("loss").size());
        }
    }

    @Test
    void parametersThatDidNotArriveFollowWhenTheRunGoesOn() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            server.overloaded = true;
            MlflowLog first = log(server.address());
            first.started(TinyLogged.start(0));
            first.logged(TinyLogged.line(1, 3));
            first.ended();
            FakeMlflow.Run there = server.runs.get("run0");
            assertEquals(Map.of(), there.parameters);
            server.overloaded = false;
            there.parameters.put("epochs", "7"); // of what arrived nothing is sent again
            MlflowLog second = log(server.address());
            second.started(TinyLogged.start(1));
            second.logged(TinyLogged.line(2, 2));
            second.ended();
            assertEquals(Set.of("run0"), server.runs.keySet());
            assertEquals(TinyLogged.configuration().values().keySet(), there.parameters.keySet());
            assertEquals("7", there.parameters.get("epochs"));
            assertEquals(Map.of(2L, 2.0), there.metrics.get("loss"));
        }
    }
}
