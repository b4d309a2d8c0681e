package dev.selfsame.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceAround;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import dev.selfsame.train.RunDirectory;
import dev.selfsame.train.RunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class LabTest {
    @TempDir
    Path folder;

    /** Hears which runs were measured and how many steps were done. */
    private static final class Ear implements LabListener {
        private final List<String> measured = Collections.synchronizedList(new ArrayList<>());
        private long steps;
        private long all;

        @Override
        public synchronized void progress(long done, long of, int runs) {
            steps = Math.max(steps, done);
            all = of;
        }

        @Override
        public void measured(Measured run) {
            measured.add(run.variant() + " " + run.seed());
        }
    }

    private Lab quick(String claim, int seeds) {
        return Lab.of(Claims.named(claim))
                .size(LabSize.QUICK)
                .seeds(seeds)
                .into(folder.resolve(claim))
                .commandLine(List.of("selfsame", "lab", claim, "--quick"));
    }

    @TestFactory
    List<DynamicTest> everyClaimRuns() {
        return Claims.all().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.name(), () -> runs(claim.name())))
                .toList();
    }

    private void runs(String claim) throws IOException {
        Ear ear = new Ear();
        Experiment experiment =
                Objects.requireNonNull(quick(claim, 1).listener(ear).run());
        assertEquals(ear.all, ear.steps, "the bar comes to its end");
        Path directory = experiment.directory();
        String page = Files.readString(directory.resolve("claim.md"));
        assertTrue(page.contains(experiment.judgement().sentence()), page);
        assertTrue(page.contains("`selfsame lab " + claim + " --quick`"), page);
        for (Drawing drawing : experiment.claim().drawings()) {
            assertTrue(page.contains("](" + drawing.file() + ")"), page);
            assertTrue(ImageIO.read(directory.resolve(drawing.file()).toFile()).getWidth() > 300, drawing.file());
        }
        assertEquals(claim, ClaimJson.read(directory).path("claim").asText());
        for (Variant variant : experiment.claim().variants().apply(LabSize.QUICK)) {
            Path run = experiment.run(variant, 1);
            for (String file : List.of("config.yaml", "metrics.jsonl", "provenance.json", "encoder.safetensors")) {
                assertTrue(Files.exists(run.resolve(file)), run + "/" + file);
            }
            Measured measured = experiment.numbers().of(variant.name()).get(0);
            assertEquals("", measured.failure());
            assertTrue(measured.knn() >= 0 && measured.knn() <= 1);
            assertFalse(measured.moments().isEmpty());
            assertTrue(measured.probes().size() >= 2, "before training, and after it");
        }
    }

    @Test
    void numbersDontDependOnHowManyRunAtOnce() throws IOException {
        Experiment one = Objects.requireNonNull(quick("negatives", 2).jobs(1).run());
        Experiment three = Objects.requireNonNull(
                quick("negatives", 2).jobs(3).into(folder.resolve("again")).run());
        for (String variant : one.numbers().variants()) {
            for (int seed = 0; seed < 2; seed++) {
                Measured a = one.numbers().of(variant).get(seed);
                Measured b = three.numbers().of(variant).get(seed);
                assertEquals(a.moments(), b.moments());
                assertEquals(a.probes(), b.probes());
            }
        }
        assertFalse(one.numbers()
                .of("1 negative")
                .get(0)
                .moments()
                .equals(one.numbers().of("1 negative").get(1).moments()));
    }

    @Test
    void aRunThatIsDoneIsNotDoneAgain() throws IOException {
        Experiment first = Objects.requireNonNull(quick("negatives", 1).run());
        String message = assertThrows(IllegalArgumentException.class, () -> quick("negatives", 1)
                        .run())
                .getMessage();
        assertTrue(message.contains("--resume"), message);

        Ear ear = new Ear();
        Path gone = first.run(first.claim().variants().apply(LabSize.QUICK).get(1), 1);
        Files.delete(gone.resolve("measured.json"));
        Experiment second = Objects.requireNonNull(
                quick("negatives", 1).resume(true).listener(ear).run());
        assertEquals(8, ear.steps, "the steps of one run");
        assertEquals(8, ear.all);
        assertEquals(4, ear.measured.size());
        for (String variant : first.numbers().variants()) {
            assertEquals(
                    first.numbers().of(variant).get(0).moments(),
                    second.numbers().of(variant).get(0).moments());
        }

        Ear more = new Ear();
        Objects.requireNonNull(quick("negatives", 2).resume(true).listener(more).run());
        assertEquals(4 * 8, more.steps, "the second seed alone");
    }

    @Test
    void runsOfOtherSettingsAreRefused() throws IOException {
        Objects.requireNonNull(quick("negatives", 1).run());
        LabSize longer = new LabSize(2, 16, 8, 16, 8, 3, 32, 24, 20, 5, 1, 1);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> quick("negatives", 1).size(longer).resume(true).run())
                .getMessage();
        assertTrue(message.contains("with other settings (epochs: 2 → 3)"), message);
    }

    @Test
    void runsOfAVersionWithFewerKeysAreTakenOver() throws IOException {
        Experiment first = Objects.requireNonNull(quick("negatives", 1).run());
        for (Variant variant : first.claim().variants().apply(LabSize.QUICK)) {
            rewrite(first.run(variant, 1), LabSettingsTest::earlier);
        }
        Ear ear = new Ear();
        Experiment second = Objects.requireNonNull(
                quick("negatives", 1).resume(true).listener(ear).run());
        assertEquals(0, ear.steps, "nothing is trained again");
        assertEquals(4, ear.measured.size());
        for (String variant : first.numbers().variants()) {
            assertEquals(
                    first.numbers().of(variant).get(0).moments(),
                    second.numbers().of(variant).get(0).moments());
        }
    }

    @Test
    void whatIsOtherwiseIsNamedBeforeAnythingIsTrained() throws IOException {
        Experiment done = Objects.requireNonNull(quick("negatives", 1).run());
        List<Variant> variants = done.claim().variants().apply(LabSize.QUICK);
        Files.delete(done.run(variants.get(0), 1).resolve("measured.json"));
        Path last = done.run(variants.get(variants.size() - 1), 1);
        rewrite(last, text -> text.replace("  learning-rate: 0.002\n", "  learning-rate: 0.003\n"));
        String kept = Files.readString(last.resolve("measured.json"));
        Ear ear = new Ear();
        String message = assertThrows(IllegalArgumentException.class, () -> quick("negatives", 1)
                        .jobs(1)
                        .resume(true)
                        .listener(ear)
                        .run())
                .getMessage();
        assertEquals(
                last + " holds a run with other settings (optimizer.learning-rate: 0.003 → 0.002): name another"
                        + " directory",
                message);
        assertEquals(0, ear.steps);
        assertEquals(List.of(), ear.measured);
        assertEquals(kept, Files.readString(last.resolve("measured.json")));
    }

    /** Changes what a run that is done says its settings were. */
    private static void rewrite(Path run, UnaryOperator<String> change) throws IOException {
        Path file = run.resolve("measured.json");
        ObjectMapper json = new ObjectMapper();
        ObjectNode record = (ObjectNode) json.readTree(Files.readString(file));
        String before = record.path("settings").asText();
        String after = change.apply(before);
        assertNotEquals(before, after);
        Files.writeString(file, json.writeValueAsString(record.put("settings", after)));
    }

    @Test
    void whatWasStoppedGoesOn() throws IOException {
        Lab lab = quick("negatives", 1).jobs(1);
        lab.listener(new LabListener() {
            @Override
            public void progress(long steps, long all, int runs) {
                if (runs == 1) {
                    lab.stop();
                }
            }
        });
        assertNull(lab.run());
        assertFalse(Files.exists(folder.resolve("negatives/claim.json")));
        Ear ear = new Ear();
        Experiment whole = Objects.requireNonNull(
                quick("negatives", 1).resume(true).listener(ear).run());
        assertEquals(3 * 8, ear.steps, "all but the first run");
        Experiment unbroken = Objects.requireNonNull(
                quick("negatives", 1).into(folder.resolve("unbroken")).run());
        for (String variant : whole.numbers().variants()) {
            assertEquals(
                    unbroken.numbers().of(variant).get(0).moments(),
                    whole.numbers().of(variant).get(0).moments());
        }
    }

    @Test
    void aRunThatIsStoppedInItsLastProbeIsNotMeasured() throws IOException {
        Ear ear = new Ear();
        Lab lab = quick("negatives", 1).jobs(1).listener(ear);
        LabData drawn = LabData.demo(LabSize.QUICK);
        ImageSource bank = new SourceAround(drawn.bank()) {
            @Override
            public @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
                if (ear.steps == 8) {
                    lab.stop();
                }
                return super.pixels(i, options);
            }
        };
        assertNull(lab.data(new LabData(drawn.train(), bank, drawn.test())).run());
        assertEquals(8, ear.steps);
        assertEquals(List.of(), ear.measured);
    }

    @Test
    void aRunThatAnotherIsWritingIsNotTakenAway() throws IOException {
        Path directory = folder.resolve("run");
        LabData data = LabData.of(
                new DemoImages(1, DemoImages.Split.TRAIN, 200),
                new DemoImages(1, DemoImages.Split.TEST, 100),
                LabSize.QUICK);
        Variant variant =
                Claims.named("negatives").variants().apply(LabSize.QUICK).get(0);
        List<Runs.Task> tasks = List.of(new Runs.Task(variant, 1, directory));
        Runs.Plan plan = new Runs.Plan(LabSize.QUICK, data, true, 1, List.of());
        try (RunDirectory held = RunDirectory.hold(directory, true)) {
            Files.writeString(held.metrics(), "what the other learned");
            String message = assertThrows(RunException.class, () -> new Runs().all(tasks, plan, new Ear()))
                    .getMessage();
            assertTrue(message.startsWith("another run is writing into " + directory), message);
            assertEquals("what the other learned", Files.readString(held.metrics()));
            assertTrue(held.isHeld());
        }
        Files.createDirectories(directory.resolve("checkpoints"));
        Files.writeString(directory.resolve("checkpoints/last.ckpt"), "cut");
        assertEquals(
                1,
                Objects.requireNonNull(new Runs().all(tasks, plan, new Ear())).size());
        assertFalse(Files.readString(directory.resolve("metrics.jsonl")).contains("the other"));
    }

    @Test
    void byolWithAllItsPartsIsTheMethod() throws IOException {
        LabSize size = LabSize.QUICK;
        Claim both = new Claim(
                "both",
                "Both are the same.",
                "A test.",
                any -> List.of(
                        new Variant("method", LabRecipes.byol(size)),
                        new Variant(
                                "variant",
                                Claims.named("byol-target")
                                        .variants()
                                        .apply(size)
                                        .get(0)
                                        .recipe())),
                new Rule("none", numbers -> new Judgement(Verdict.HELD, "so it is")),
                List.of());
        Experiment experiment = Objects.requireNonNull(
                Lab.of(both).size(size).seeds(2).into(folder.resolve("both")).run());
        for (int seed = 0; seed < 2; seed++) {
            assertEquals(
                    experiment.numbers().of("method").get(seed).moments(),
                    experiment.numbers().of("variant").get(seed).moments());
        }
    }

    @Test
    void onePageHoldsThemAll() throws IOException {
        for (String claim : List.of("negatives", "two-questions")) {
            Objects.requireNonNull(quick(claim, 1).run());
        }
        Path page = folder.resolve("docs/claims.md");
        ClaimsPage.write(List.of(folder.resolve("negatives"), folder.resolve("two-questions")), page);
        String text = Files.readString(page);
        assertTrue(text.contains("| [negatives](#negatives) |"), text);
        String others = text.lines()
                .filter(line -> line.startsWith("Not tried here: "))
                .findFirst()
                .orElseThrow();
        assertTrue(others.contains("`selfsame lab temperature`") && !others.contains("lab negatives`"), others);
        Set<String> linked = new HashSet<>();
        var links = Pattern.compile("\\]\\((claims/[^)]+)\\)").matcher(text);
        while (links.find()) {
            linked.add(links.group(1));
            assertTrue(Files.exists(folder.resolve("docs").resolve(links.group(1))), links.group(1));
        }
        assertEquals(
                Set.of(
                        "claims/negatives-knn.png",
                        "claims/two-questions-knn.png",
                        "claims/two-questions-neighbours.png"),
                linked);
        String message = assertThrows(IllegalArgumentException.class, () -> ClaimsPage.write(List.of(folder), page))
                .getMessage();
        assertTrue(message.contains("holds no experiment that is done"), message);
    }

    @Test
    void aPageTellsOtherImagesFromDrawnOnes() throws IOException {
        LabData other = LabData.of(
                new DemoImages(2, DemoImages.Split.TRAIN, 200),
                new DemoImages(2, DemoImages.Split.TEST, 100),
                LabSize.QUICK);
        Path drawn = Objects.requireNonNull(quick("negatives", 1).run()).directory();
        Path others = Objects.requireNonNull(quick("negatives", 1)
                        .data(other)
                        .into(folder.resolve("others"))
                        .run())
                .directory();
        Path page = folder.resolve("docs/claims.md");
        ClaimsPage.write(List.of(drawn, others), page);
        List<String> lines = Files.readAllLines(page);
        for (String name : List.of("negatives", "negatives-other-images")) {
            assertTrue(lines.contains("## " + name), lines.toString());
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("| [" + name + "](#" + name + ") |")));
            assertTrue(Files.exists(folder.resolve("docs/claims/" + name + "-knn.png")), name);
        }
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ClaimsPage.write(List.of(drawn, drawn), page))
                .getMessage();
        assertTrue(message.contains("a second experiment negatives"), message);
    }

    @Test
    void namesSuggestTheNearest() {
        assertEquals(
                "there is no claim byol-needs-batch-norm; did you mean byol-needs-batchnorm?",
                assertThrows(IllegalArgumentException.class, () -> Claims.named("byol-needs-batch-norm"))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> quick("negatives", 0));
        assertThrows(IllegalArgumentException.class, () -> quick("negatives", 1).jobs(0));
    }
}
