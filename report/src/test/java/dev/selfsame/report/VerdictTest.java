package dev.selfsame.report;

import static dev.selfsame.report.Verdict.State.COLLAPSING;
import static dev.selfsame.report.Verdict.State.DATA_BOUND;
import static dev.selfsame.report.Verdict.State.DIVERGED;
import static dev.selfsame.report.Verdict.State.FAILED;
import static dev.selfsame.report.Verdict.State.HEALTHY;
import static dev.selfsame.report.Verdict.State.NOT_FINISHED;
import static dev.selfsame.report.Verdict.State.UNCLEAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {
    @TempDir
    Path folder;

    private RunFixture run;

    @BeforeEach
    void makeRun() {
        run = new RunFixture(folder);
    }

    private Verdict verdict() throws ReportException {
        return Report.of(folder).verdict();
    }

    @Test
    void aFinishedRunOfGoodSpreadIsHealthy() throws Exception {
        run.healthy(390);

        assertEquals(HEALTHY, verdict().state());
        assertEquals(List.of(), verdict().notes());
        assertTrue(
                verdict().detail().contains("the loss fell from -0.200 to -0.768"),
                verdict().detail());
    }

    @Test
    void ofLowSpreadForAHundredStepsIsCollapsing() throws Exception {
        for (int step = 10; step <= 390; step += 10) {
            run.step(step, -0.9, step < 290 ? 0.5 : 0.0999);
        }

        assertEquals(COLLAPSING, verdict().state());
        assertEquals("Collapsing since step 290", verdict().headline());
    }

    /** The head alone may have collapsed: then kNN looks fine, and the verdict says why. */
    @Test
    void aCollapseOfTheEmbeddingsAloneSaysSo() throws Exception {
        run.step(1, -0.9, 0.01).step(390, -0.9, 0.01);
        assertTrue(
                verdict().detail().contains("The features that the encoder hands over keep a spread of 0.60"),
                verdict().detail());

        Path metrics = folder.resolve("metrics.jsonl");
        Files.writeString(metrics, Files.readString(metrics).replace("\"feature_std\":0.6", "\"feature_std\":0.06"));
        assertEquals(COLLAPSING, verdict().state());
        assertFalse(
                verdict().detail().contains("The features that the encoder hands over"),
                verdict().detail());
    }

    @Test
    void ofEmbeddingsOnOneLineForAHundredStepsIsCollapsing() throws Exception {
        for (int step = 10; step <= 390; step += 10) {
            run.step(step, -0.9, 0.9, step < 290 ? 40 : 1.19);
        }

        assertEquals(COLLAPSING, verdict().state());
        assertEquals("Collapsing since step 290", verdict().headline());
        assertTrue(
                verdict().detail().contains("effective rank 1.2 of 128"),
                verdict().detail());
    }

    /** What SimSiam came to with a learning rate of 2: two heaps of embeddings, far apart. */
    @Test
    void ofEmbeddingsInOneDirectionAroundTheirMeanIsCollapsingHoweverFarApartTheyLie() throws Exception {
        for (int step = 10; step <= 390; step += 10) {
            run.step(step, -0.55, 0.74, step < 200 ? 12 : 2.04);
        }

        assertEquals(COLLAPSING, verdict().state());
        assertEquals("Collapsing since step 200", verdict().headline());
    }

    /** BYOL early in a run on demo images: a long mean and a small spread in two directions and more. */
    @Test
    void aLowRankFromALongMeanIsHealthy() throws Exception {
        for (int step = 10; step <= 390; step += 10) {
            run.step(step, -0.67, 0.36, 2.6);
        }

        assertEquals(HEALTHY, verdict().state());
    }

    @Test
    void withAnErrorFailed() throws Exception {
        run.step(1, -0.1, 0.8).sitting("\"end\": \"2025-01-01T10:10:00Z\", \"failed\": \"too many are broken\"");

        assertEquals(FAILED, verdict().state());
        assertEquals("Failed after step 1 of 390", verdict().headline());
        assertTrue(
                verdict().detail().startsWith("The reason: too many are broken."),
                verdict().detail());
    }

    @Test
    void ofASpreadThatIsNotKnownNothingIsSaid() throws Exception {
        run.step(1, -0.1, Double.NaN).sitting("\"end\": \"2025-01-01T10:10:00Z\", \"failed\": \"too many are broken\"");

        assertEquals(FAILED, verdict().state());
        assertTrue(verdict().detail().endsWith("goes on from there."), verdict().detail());

        run.write("metrics.jsonl", "{\"step\":390,\"loss\":-0.1,\"embedding_std\":0.05,\"effective_rank\":null}\n");
        run.provenance("photos", 5000, true);
        assertEquals(UNCLEAR, verdict().state());
        assertFalse(verdict().detail().contains("NaN"), verdict().detail());
    }

    @Test
    void ofLowSpreadForLessIsUnclear() throws Exception {
        for (int step = 10; step <= 390; step += 10) {
            run.step(step, -0.9, step < 300 ? 0.5 : 0.0999);
        }

        assertEquals(UNCLEAR, verdict().state());
        assertTrue(verdict().detail().contains("since step 300"), verdict().detail());
    }

    @Test
    void aDipThatIsOverIsNoCollapse() throws Exception {
        for (int step = 10; step <= 390; step += 10) {
            run.step(step, -0.9, step > 50 && step < 300 ? 0.05 : 0.1);
        }

        assertEquals(HEALTHY, verdict().state());
    }

    @Test
    void aCollapsedRunIsCollapsingBeforeItsEndToo() throws Exception {
        run.step(1, -0.9, 0.01).step(101, -0.9, 0.01);

        assertEquals("Collapsing since step 1", verdict().headline());
    }

    @Test
    void beforeTheLastStepItIsNotFinished() throws Exception {
        run.healthy(200);
        assertEquals("Not finished: step 200 of 390", verdict().headline());
        assertEquals(NOT_FINISHED, verdict().state());
        assertTrue(verdict().detail().startsWith("It was stopped"));

        run.provenance("photos", 5000, false);
        assertTrue(verdict().detail().startsWith("It still runs, or was killed"));
    }

    /** An epoch of hard images is longer than its images are many. */
    @Test
    void aRunThatSaysItsStepsIsNotFinishedBeforeThem() throws Exception {
        run.write("config.yaml", "{batch-size: 10, epochs: 2, sampler: {kind: hard, factor: 3}}");
        run.write(
                "provenance.json",
                "{\"data\": {\"images\": 40}, \"total_steps\": 16, \"sittings\": [{\"end\": \"2025-01-01T10:10:00Z\"}]}");
        run.healthy(10);

        assertEquals(NOT_FINISHED, verdict().state());
        assertEquals("Not finished: step 10 of 16", verdict().headline());
    }

    @Test
    void whereTheStepLimitEndedItThatIsSaid() throws Exception {
        run.healthy(200).sitting("\"max_steps\": 200, \"end\": \"2025-01-01T10:10:00Z\"");
        assertEquals(
                "Finished at step 200 of 390, as --max-steps asked", verdict().headline());
        assertEquals(NOT_FINISHED, verdict().state());
        assertTrue(
                verdict()
                        .detail()
                        .startsWith("Its schedule is longer; train with --resume goes on from there. Healthy"),
                verdict().detail());

        run.sitting("\"max_steps\": 300, \"end\": \"2025-01-01T10:10:00Z\"");
        assertEquals("Not finished: step 200 of 390", verdict().headline());
        run.sitting("\"max_steps\": 200");
        assertTrue(verdict().detail().startsWith("It still runs, or was killed"));
    }

    @Test
    void aLossThatIsNoNumberIsDiverged() throws Exception {
        run.healthy(100).step(110, Double.NaN, Double.NaN);

        assertEquals(DIVERGED, verdict().state());
        assertEquals("Diverged at step 110", verdict().headline());
    }

    @Test
    void aRunThatStoppedForANumberThatIsNoneIsDiverged() throws Exception {
        run.healthy(100).sitting("\"end\": \"x\", \"failed\": \"the loss is NaN at step 107 (prediction NaN): try\"");
        assertEquals("Diverged at step 107", verdict().headline());
        assertTrue(verdict().detail().startsWith("There the run stopped: the loss is NaN at step 107."));

        run.sitting("\"end\": \"x\", \"failed\": \"conv1.weight is not finite after step 100: try a lower\"");
        assertEquals("Diverged at step 100", verdict().headline());
    }

    @Test
    void ofACollapsedRunItSaysWhyItsMethodUsuallyDoes() throws Exception {
        run.step(1, -0.9, 0.01).step(101, -0.9, 0.01);
        assertTrue(
                verdict().detail().contains("Nothing in byol pushes different images apart"),
                verdict().detail());
        assertTrue(
                verdict()
                        .detail()
                        .contains("the likeliest first: no predictor or one that learns too slowly; no stop-gradient;"),
                verdict().detail());
        for (String setting : List.of("optimizer.learning-rate 0.3", "batch-size 128", "method.tau 0.97")) {
            assertTrue(
                    verdict().detail().contains("(" + setting + ")"), verdict().detail());
        }

        run.write("config.yaml", "method: {name: byol, tau: 0}");
        assertTrue(
                verdict().detail().contains("first: a target that follows too fast (method.tau 0); no predictor"),
                verdict().detail());
        run.write("config.yaml", "method: {name: simclr}");
        assertTrue(
                verdict().detail().contains("In simclr the other images push"),
                verdict().detail());
        run.write("config.yaml", "method: {name: swav}");
        assertTrue(
                verdict().detail().contains("compared by their prototypes"),
                verdict().detail());
        run.write("config.yaml", "method: {name: vicreg}");
        assertTrue(
                verdict().detail().contains("The loss of vicreg itself asks"),
                verdict().detail());
        run.write("config.yaml", "method: {name: of-my-own}");
        assertTrue(
                verdict().detail().contains("usually leads here, the likeliest first: no predictor"),
                verdict().detail());
    }

    @Test
    void aHealthyRunThatWaitedIsBoundByData() throws Exception {
        run.line("{\"step\":390,\"loss\":1,\"embedding_std\":0.9,\"load_wait\":0.4}");

        assertEquals(DATA_BOUND, verdict().state());
        assertEquals(
                "Healthy, but bound by data: 40 % of the time it waited",
                verdict().headline());
    }

    @Test
    void aLossThatGrewTenfoldIsDiverged() throws Exception {
        run.step(1, 2, 0.9).step(390, 20, 0.9);
        assertEquals(HEALTHY, verdict().state());

        run.step(400, 20.1, 0.9);
        assertEquals(DIVERGED, verdict().state());
    }

    @Test
    void withoutASpreadThereIsNothingToGoBy() throws Exception {
        run.step(390, 1, Double.NaN);

        assertEquals(UNCLEAR, verdict().state());
    }

    @Test
    void notesWhatElseIsWrong() throws Exception {
        run.line(
                "{\"step\":390,\"loss\":1,\"embedding_std\":0.9,\"load_wait\":0.4,\"effective_rank\":20,\"rank_bound\":64}");
        run.write("provenance.json", "{\"skipped_images\": 3}");

        assertEquals(
                List.of(
                        "Bound by data: 40 % of the time went into waiting for images. More --workers or a faster disk"
                                + " would help.",
                        "3 images could not be read; skipped.tsv in the run directory says which and why."),
                verdict().notes());
    }
}
