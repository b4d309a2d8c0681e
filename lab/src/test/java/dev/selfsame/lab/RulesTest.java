package dev.selfsame.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each rule makes of numbers that are made up: it held, it didn't, and nobody can tell. */
class RulesTest {
    private static final double BEFORE = 0.2;
    private static final double[][] SWAYS = {
        {-1, 0, 1}, {0, 1, -1}, {1, -1, 0}, {-1, 1, 0}, {0, -1, 1}, {1, 0, -1}, {1, 1, -2}
    };

    /** Numbers of a claim: kNN by variant, all others as good as {@code usual}; no two variants sway alike. */
    private static Numbers numbers(Claim claim, double usual, Map<String, Double> others, double noise) {
        return numbers(claim, usual, others, noise, Map.of(), Map.of());
    }

    private static Numbers numbers(
            Claim claim,
            double usual,
            Map<String, Double> others,
            double noise,
            Map<String, Double> spreads,
            Map<String, List<Double>> extra) {
        List<Measured> runs = new ArrayList<>();
        List<String> names = claim.variants().apply(LabSize.QUICK).stream()
                .map(Variant::name)
                .toList();
        for (String name : others.keySet()) {
            assertTrue(names.contains(name), name + " is one of " + names);
        }
        for (String name : names) {
            for (int seed = 1; seed <= 3; seed++) {
                double sway = noise
                        * Math.pow(1 + names.indexOf(name), 2)
                        * SWAYS[names.indexOf(name) % SWAYS.length][seed - 1];
                double knn = others.getOrDefault(name, usual) + sway;
                Moment last = new Moment(8, 1, spreads.getOrDefault(name, 0.9), 5, 8);
                runs.add(new Measured(name, seed, knn, BEFORE, 1, "", List.of(last), List.of()));
            }
        }
        return new Numbers(runs, 1_000, extra);
    }

    private static void assertVerdict(Verdict expected, Claim claim, Numbers numbers) {
        Judgement judgement = claim.rule().judge().apply(numbers);
        assertEquals(expected, judgement.verdict(), judgement.sentence());
        assertTrue(judgement.sentence().startsWith(expected.words() + ": "), judgement.sentence());
        assertTrue(judgement.sentence().endsWith("."), judgement.sentence());
    }

    /** The claim's verdict with these numbers, and that it is undecided where the seeds disagree. */
    private static void check(Verdict expected, String name, double usual, Map<String, Double> others) {
        Claim claim = Claims.named(name);
        assertVerdict(expected, claim, numbers(claim, usual, others, 0.0001));
        assertVerdict(Verdict.UNDECIDED, claim, numbers(claim, usual, others, 0.4));
    }

    @Test
    void byolNeedsBatchNorm() {
        String name = "byol-needs-batchnorm";
        Map<String, Double> fail = Map.of("no norm", 0.2, "group norm, standardised weights", 0.3, "layer norm", 0.25);
        check(Verdict.HELD, name, 0.7, fail);
        Map<String, Double> works = new HashMap<>(fail);
        works.put("group norm, standardised weights", 0.65);
        check(Verdict.DID_NOT_HOLD, name, 0.7, works);
        Claim claim = Claims.named(name);
        assertVerdict(Verdict.UNDECIDED, claim, numbers(claim, 0.22, Map.of(), 0.0001));
    }

    @Test
    void whereNothingWasLearnedNothingIsDecided() {
        for (Claim claim : Claims.all()) {
            if (!claim.name()
                    .equals("barlow-without-batchnorm")) { // which asks for a collapse, not for what was learned
                assertVerdict(Verdict.UNDECIDED, claim, numbers(claim, BEFORE + 0.03, Map.of(), 0.0001));
            }
        }
    }

    /** What the first real experiment gave: all agree, and the gain's own interval [3.9, 15.2] reaches below 5 points. */
    @Test
    void aGainThatIsCertainNeedsNoIntervalAboveFivePoints() {
        double[] before = {0.20, 0.204, 0.19};
        double[] knn = {0.292, 0.279, 0.310};
        double[] collapsed = {0.164, 0.178, 0.185};
        List<Measured> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(new Measured("usual", i + 1, knn[i], before[i], 1, "", List.of(), List.of()));
        }
        for (int i = 0; i < 3; i++) {
            runs.add(new Measured("other", i + 1, collapsed[i], before[i], 1, "", List.of(), List.of()));
        }
        Numbers numbers = new Numbers(runs, 4_000);
        assertTrue(numbers.gain().low() < Numbers.LEAST_GAIN);
        assertEquals(Verdict.DID_NOT_HOLD, numbers.works("other"));
        assertEquals(Verdict.HELD, numbers.works("usual"));
    }

    @Test
    void byolTarget() {
        Map<String, Double> fail = Map.of(
                "τ 0: no averaging", 0.2, "τ 1: frozen target", 0.3, "no predictor", 0.1, "no stop-gradient", 0.1);
        check(Verdict.HELD, "byol-target", 0.7, fail);
        Map<String, Double> works = new HashMap<>(fail);
        works.put("τ 0: no averaging", 0.69);
        check(Verdict.DID_NOT_HOLD, "byol-target", 0.7, works);
    }

    @Test
    void barlowWithoutBatchNorm() {
        Claim claim = Claims.named("barlow-without-batchnorm");
        assertVerdict(Verdict.HELD, claim, withLosses(claim, 0.5, 0.6, 0.7));
        assertVerdict(Verdict.DID_NOT_HOLD, claim, withLosses(claim, 1, 0.99, 1.05));
        assertVerdict(Verdict.UNDECIDED, claim, withLosses(claim, 0.5, 1, 0.5));
        assertVerdict(Verdict.DID_NOT_HOLD, claim, withLosses(claim, Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void collapsedWithSomeSeedsIsUndecided() {
        Claim claim = Claims.named("byol-target");
        Numbers whole = numbers(claim, 0.7, Map.of(), 0.0001, Map.of("no predictor", 0.01), Map.of());
        assertEquals(Verdict.HELD, whole.collapsed("no predictor"));
        assertEquals(Verdict.DID_NOT_HOLD, whole.collapsed("τ 0.9"));
        List<Measured> mixed = new ArrayList<>(whole.of("no predictor").subList(0, 1));
        for (Measured run : whole.of("τ 0.9").subList(1, 3)) {
            mixed.add(new Measured("no predictor", run.seed(), run.knn(), BEFORE, 1, "", run.moments(), List.of()));
        }
        assertEquals(Verdict.UNDECIDED, new Numbers(mixed, 100).collapsed("no predictor"));
    }

    /** Runs whose loss ends so without a norm, by seed; NaN for one that is not finite. */
    private static Numbers withLosses(Claim claim, double... losses) {
        List<Measured> runs = new ArrayList<>();
        for (Measured run : everyRun(numbers(claim, 0.7, Map.of(), 0.0001))) {
            double loss = run.variant().equals("no norm") ? losses[(int) run.seed() - 1] : 0.4;
            List<Moment> moments = new ArrayList<>();
            for (int step = 1; step <= 20; step++) {
                moments.add(new Moment(step, step <= 15 ? 1 - loss : loss, 0.05, 5, 8));
            }
            String failure = Double.isNaN(loss) ? "the loss is not finite" : "";
            runs.add(new Measured(run.variant(), run.seed(), 0.5, BEFORE, 1, failure, moments, List.of()));
        }
        return new Numbers(runs, 1_000);
    }

    private static List<Measured> everyRun(Numbers numbers) {
        return numbers.variants().stream()
                .flatMap(variant -> numbers.of(variant).stream())
                .toList();
    }

    @Test
    void batchSizes() {
        Map<String, Double> largeIsBetter = Map.of("batches of 16", 0.5, "batches of 32", 0.5, "batches of 64", 0.5);
        check(Verdict.DID_NOT_HOLD, "barlow-batch-size", 0.7, largeIsBetter);
        check(Verdict.HELD, "simclr-batch-size", 0.7, largeIsBetter);
        check(Verdict.HELD, "barlow-batch-size", 0.7, Map.of("batches of 512", 0.5));
        check(Verdict.DID_NOT_HOLD, "simclr-batch-size", 0.7, Map.of("batches of 512", 0.5));
    }

    @Test
    void augmentations() {
        Map<String, Double> costly = Map.of("no crop", 0.5);
        check(Verdict.HELD, "barlow-augmentations", 0.7, costly);
        check(Verdict.HELD, "simclr-augmentations", 0.7, costly);
        check(Verdict.DID_NOT_HOLD, "byol-augmentations", 0.7, costly);
        check(Verdict.DID_NOT_HOLD, "barlow-augmentations", 0.7, Map.of("no crop", 0.69));
        check(Verdict.DID_NOT_HOLD, "simclr-augmentations", 0.7, Map.of());
        check(Verdict.HELD, "byol-augmentations", 0.7, Map.of());
    }

    @Test
    void negativesAndTemperature() {
        check(Verdict.HELD, "negatives", 0.7, Map.of("1 negative", 0.6));
        check(Verdict.DID_NOT_HOLD, "negatives", 0.7, Map.of("4 negatives", 0.6));
        check(Verdict.HELD, "temperature", 0.6, Map.of("temperature 0.2", 0.7));
        check(Verdict.DID_NOT_HOLD, "temperature", 0.6, Map.of("temperature 0.2", 0.7, "temperature 0.05", 0.72));
    }

    @Test
    void lambdaAndDimensions() {
        check(Verdict.HELD, "barlow-lambda", 0.7, Map.of("λ 0.006", 0.5));
        check(Verdict.DID_NOT_HOLD, "barlow-lambda", 0.7, Map.of("λ 0.2", 0.6));
        check(Verdict.HELD, "dimensions", 0.7, Map.of("Barlow Twins, 64", 0.6));
        check(Verdict.DID_NOT_HOLD, "dimensions", 0.7, Map.of("Barlow Twins, 64", 0.6, "SimCLR, 64", 0.6));
    }

    @Test
    void twoQuestions() {
        Claim claim = Claims.named("two-questions");
        List<Double> much = List.of(0.5, 0.52, 0.48);
        List<Double> little = List.of(0.3, 0.31, 0.29);
        assertVerdict(Verdict.HELD, claim, shared(claim, much, much, little));
        assertVerdict(Verdict.DID_NOT_HOLD, claim, shared(claim, little, little, much));
        assertVerdict(Verdict.DID_NOT_HOLD, claim, shared(claim, little, much, much));
        assertVerdict(Verdict.UNDECIDED, claim, shared(claim, much, List.of(0.3, 0.5, 0.4), List.of(0.4, 0.3, 0.45)));
        assertVerdict(Verdict.UNDECIDED, claim, numbers(claim, 0.7, Map.of(), 0.0001));
    }

    /** What seeds of SimCLR share, those of BYOL, and the two. */
    private static Numbers shared(Claim claim, List<Double> simclr, List<Double> byol, List<Double> across) {
        Map<String, List<Double>> extra = Map.of(
                "shared by seeds of SimCLR", simclr,
                "shared by seeds of BYOL", byol,
                "shared by the two methods", across);
        return numbers(claim, 0.7, Map.of(), 0.0001, Map.of(), extra);
    }

    @Test
    void everyClaimHasARuleOfItsOwnWordsAndASource() {
        for (Claim claim : Claims.all()) {
            assertTrue(claim.rule().words().contains("eld where"), claim.rule().words());
            assertTrue(
                    claim.rule().words().contains("id not hold where"),
                    claim.rule().words());
            assertTrue(claim.source().endsWith("."), claim.source());
            assertTrue(claim.statement().endsWith("."), claim.statement());
            assertTrue(claim.variants().apply(LabSize.USUAL).size() >= 2, claim.name());
            List<String> folders = claim.variants().apply(LabSize.USUAL).stream()
                    .map(Variant::folder)
                    .toList();
            assertEquals(folders.size(), Map.copyOf(counted(folders)).size(), folders.toString());
        }
    }

    private static Map<String, Integer> counted(List<String> names) {
        Map<String, Integer> counted = new HashMap<>();
        names.forEach(name -> counted.merge(name, 1, Integer::sum));
        return counted;
    }
}
