package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceAround;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with samplers, and with caches of other sizes. */
class SampledRunTest {
    @TempDir
    private Path directory;

    private Path weights;
    private Path names;

    @BeforeEach
    void write() throws IOException {
        ImageSource images = TinyRuns.images();
        weights = Files.writeString(directory.resolve("weights.tsv"), images.name(3) + "\t20\n");
        names = Files.writeString(directory.resolve("names.txt"), images.name(5) + "\n" + images.name(9) + "\n");
    }

    private String[] settings(String kind, String... more) {
        String[] own =
                switch (kind) {
                    case "weighted" -> new String[] {"sampler.kind=weighted", "sampler.weights=" + weights};
                    case "hard" -> new String[] {"sampler.kind=hard", "sampler.names=" + names, "sampler.factor=7"};
                    default -> new String[] {"sampler.kind=" + kind};
                };
        String[] all = Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return all;
    }

    private Training training(String run, String kind, String... more) {
        return TinyRuns.training("simclr", directory.resolve(run), settings(kind, more));
    }

    private static String refusal(Training training) {
        return assertThrows(RuntimeException.class, training::run).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"balanced", "weighted", "hard"})
    void stoppedAndResumedWithOtherWorkersIsTheUnbrokenRun(String kind) throws Exception {
        Run unbroken = training("unbroken", kind, "workers=1").run();
        // Hard images make an epoch of 44 images one of 56, which is 7 batches.
        assertEquals(kind.equals("hard") ? 21 : 15, unbroken.steps());
        training("broken", kind, "workers=4", "max-steps=8").run();
        training("broken", kind, "workers=2", "cache=0").resume(true).run();
        Outcome.of(directory.resolve("broken")).assertSameAs(Outcome.of(directory.resolve("unbroken")));

        TinyRuns.training("simclr", directory.resolve("uniform")).run();
        assertFalse(Arrays.equals(
                Outcome.of(directory.resolve("uniform")).encoder(),
                Outcome.of(directory.resolve("unbroken")).encoder()));
    }

    @Test
    void aCacheChangesNoNumber() throws Exception {
        training("auto", "uniform", "epochs=2").run();
        for (String cache : List.of("0", "20K", "64M")) {
            training(cache, "uniform", "epochs=2", "cache=" + cache).run();
            Outcome.of(directory.resolve(cache)).assertSameAs(Outcome.of(directory.resolve("auto")));
        }
    }

    @Test
    void anotherSamplerIsRefused() {
        training("run", "uniform", "max-steps=2").run();
        String message = refusal(training("run", "balanced").resume(true));
        assertTrue(message.contains("was started otherwise (sampler.kind: uniform → balanced)"), message);
    }

    @Test
    void aFileIsKnownByItsContent() throws IOException {
        training("run", "hard", "max-steps=2").run();
        RunDirectory run = RunDirectory.at(directory.resolve("run"));
        SamplerSettings written = run.readConfiguration().run().sampler();
        assertEquals(names.toAbsolutePath().toString(), written.names());
        assertEquals(64, written.sha256().length());

        Path moved = Files.move(names, directory.resolve("moved.txt"));
        String missing = refusal(training("run", "hard").resume(true));
        assertEquals("sampler: cannot read the names in " + names + ": no such file", missing);
        names = moved;
        assertEquals(
                4, training("run", "hard", "max-steps=4").resume(true).run().steps());

        Files.writeString(moved, TinyRuns.images().name(6) + "\n");
        String other = refusal(training("run", "hard").resume(true));
        assertTrue(other.contains("sampler.sha256: " + written.sha256() + " → "), other);
        String own = refusal(Training.of(run.readConfiguration().with(List.of("sampler.names=" + moved)))
                .images(TinyRuns.images())
                .into(directory.resolve("again")));
        assertTrue(own.startsWith("sampler: " + moved + " is not the file that the run began with: "), own);
    }

    @Test
    void theWrittenConfigurationIsTheSameRun() throws Exception {
        training("first", "weighted", "epochs=1").run();
        Training.of(RunDirectory.at(directory.resolve("first")).readConfiguration())
                .images(TinyRuns.images())
                .into(directory.resolve("second"))
                .run();
        Outcome.of(directory.resolve("second")).assertSameAs(Outcome.of(directory.resolve("first")));
    }

    @Test
    void provenanceShowsTheSampler() throws IOException {
        training("run", "hard", "max-steps=1").run();
        JsonNode all = new ObjectMapper().readTree(Files.readString(directory.resolve("run/provenance.json")));
        assertEquals(21, all.get("total_steps").asInt(), "of 56 images an epoch, not 44");
        JsonNode told = all.get("sampler");
        assertEquals("hard", told.get("kind").asText());
        assertEquals(7, told.get("factor").asInt());
        assertEquals(64, told.get("sha256").asText().length());
    }

    @Test
    void whatDoesNotGoIsRefusedBeforeThereIsADirectory() {
        ImageSource unlabelled = new SourceAround(TinyRuns.images()) {
            @Override
            public int classIndex(int i) {
                return -1;
            }
        };
        String message = refusal(training("run", "balanced").images(unlabelled));
        assertTrue(message.startsWith("sampler: labels are needed, and 44 of the 44 images have none"), message);
        assertTrue(refusal(training("run", "uniform", "cache=9000G")).startsWith("cache 9000G is more than "));
        assertFalse(Files.exists(directory.resolve("run")));
    }
}
