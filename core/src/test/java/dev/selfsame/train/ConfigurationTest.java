package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Rgb;
import dev.selfsame.method.EmpSsl;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.CenterCrop;
import dev.selfsame.view.CropViews;
import dev.selfsame.view.DetConViews;
import dev.selfsame.view.Flips;
import dev.selfsame.view.FourierViews;
import dev.selfsame.view.JigsawViews;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Normalize;
import dev.selfsame.view.ReSslViews;
import dev.selfsame.view.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    /** Of a method that takes any number of views. */
    private static final Recipe ANY_VIEWS = EmpSsl.recipe("cifar10");

    private static final Configuration BYOL = TinyRuns.configuration("byol");

    private static String refusal(String... settings) {
        return assertThrows(IllegalArgumentException.class, () -> BYOL.with(List.of(settings)))
                .getMessage();
    }

    private static String refusalOf(String yaml) {
        String message = assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> assertThrows(IllegalArgumentException.class, () -> Configuration.parse(yaml)))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    static Stream<Configuration> everyRecipe() {
        return Methods.all().stream().flatMap(method -> method.recipes().stream()
                .map(recipe -> new Configuration(Methods.recipe(method.name(), recipe), RunSettings.DEFAULT)));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("everyRecipe")
    void itsTextIsReadBack(Configuration configuration) {
        assertEquals(configuration, Configuration.parse(configuration.toYaml()));
    }

    static Stream<Views> everyKindOfViews() {
        return Stream.of(
                AlikeViews.vicreg(32),
                AlikeViews.wmse(4, 32),
                MultiCropViews.vicregl(64, 32),
                DetConViews.b(64, 5),
                FourierViews.of(32),
                JigsawViews.of(),
                CropViews.capi(32).withFlips(new Flips(0.5, 0.25, 0.125)),
                ReSslViews.of(32));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfViews")
    void viewsOfEveryKindAreReadBack(Views views) {
        Configuration configuration = new Configuration(ANY_VIEWS.withViews(views), RunSettings.DEFAULT);
        assertEquals(configuration, Configuration.parse(configuration.toYaml()));
    }

    @Test
    void whatLiesInsideViewsCanBeSet() {
        Configuration dino = new Configuration(ANY_VIEWS.withViews(MultiCropViews.dino(224, 96)), RunSettings.DEFAULT);
        assertEquals(
                MultiCropViews.dino(224, 96).withBlur(1, 0.3, 0.5).withCounts(2, 8),
                dino.with(List.of("views.blur.others=0.3", "views.local.count=8"))
                        .recipe()
                        .views());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "null",
                "~",
                "0x1F",
                "1_000",
                "1e3",
                ".5",
                "-3",
                "12:30",
                "2001-01-01",
                "on",
                "a: b",
                "- x",
                "#c",
                "'q'",
                "\"",
                "*a",
                "&b",
                "!t",
                "%d",
                "@e",
                "{x",
                "[y",
                "é",
                "a #b",
                " x "
            })
    void anyNameIsReadBack(String name) {
        Recipe recipe = BYOL.recipe();
        Configuration named = new Configuration(
                new Recipe(
                        name,
                        recipe.method(),
                        recipe.backbone(),
                        recipe.views(),
                        recipe.optimizer(),
                        recipe.schedule(),
                        3,
                        8,
                        1),
                BYOL.run());
        assertEquals(named, Configuration.parse(named.toYaml()));
    }

    @Test
    void singleKeysAreChanged() {
        Configuration changed = BYOL.with(List.of(
                "optimizer.learning-rate=1e-3",
                "method.tau-rises = true",
                "optimizer.name=lars",
                "checkpoint.every-steps=7"));
        assertEquals(0.001, changed.recipe().optimizer().learningRate());
        assertEquals(7, changed.run().checkpoint().everySteps());
        assertEquals(
                List.of(
                        "method.tau-rises: false → true",
                        "optimizer.learning-rate: 0.06 → 0.001",
                        "optimizer.name: sgd → lars"),
                BYOL.conflicts(changed));
    }

    @Test
    void aKeyOfAMethodIsReadUnderItsFormerName() {
        Configuration simsiam = new Configuration(Methods.recipe("simsiam", "imagenet"), RunSettings.DEFAULT);
        String now = simsiam.toYaml();
        String before = now.replace("predictor-rate-stays: true", "steady-predictor: true");
        assertNotEquals(now, before);
        assertEquals(simsiam, Configuration.parse(before));
        String both = now.replace(
                "  predictor-rate-stays: true\n", "  predictor-rate-stays: true\n  steady-predictor: true\n");
        assertTrue(refusalOf(both).startsWith("unknown key method.steady-predictor; "), both);
        String elsewhere = BYOL.toYaml().replace("  tau: 0.99\n", "  tau: 0.99\n  steady-predictor: true\n");
        assertTrue(refusalOf(elsewhere).startsWith("unknown key method.steady-predictor; "), elsewhere);
    }

    @Test
    void aFroSslOfVersionsThatDidNotCenterIsNotCentered() {
        Configuration now = new Configuration(Methods.recipe("frossl", "cifar10"), RunSettings.DEFAULT);
        Configuration before = now.with(List.of("method.centered=false"));
        assertNotEquals(now, before);
        assertEquals(before, Configuration.parse(now.toYaml().replace("  centered: true\n", "")));
        Configuration twins = new Configuration(Methods.recipe("barlow-twins", "cifar10"), RunSettings.DEFAULT);
        String lacking = twins.toYaml().replace("  centered: true\n", ""); // which always had it
        assertTrue(refusalOf(lacking).contains("method.centered"), lacking);
    }

    @Test
    void whatTransparentPixelsLieOnIsRemembered() {
        Configuration onBlack = BYOL.with(List.of("decode.background=black", "decode.max-pixels=1000"));
        assertEquals(
                new DecodeOptions(new Rgb(0, 0, 0), 1000, DecodeOptions.Extent.NEEDED),
                onBlack.run().decode());
        assertEquals(onBlack, Configuration.parse(onBlack.toYaml()));
        assertEquals(List.of("decode.background: #ffffff → #000000"), BYOL.conflicts(onBlack));
        assertEquals("max-pixels must be 1 to 715827882, got 0", refusal("decode.max-pixels=0"));
        String said = refusal("decode.background=beige");
        assertTrue(said.startsWith("decode.background: a colour is #rrggbb or one of aqua, "), said);
    }

    @Test
    void aFileOfAnEarlierVersionIsOnWhiteAndDecodedInFull() {
        Configuration full = BYOL.with(List.of("decode.extent=full"));
        assertEquals(List.of("decode.extent: needed → full"), BYOL.conflicts(full));
        String yaml = BYOL.toYaml();
        for (String later : List.of("decode:\n(  .*\n)+", "  extent: .*\n")) {
            String earlier = yaml.replaceAll(later, "");
            assertTrue(earlier.length() < yaml.length());
            assertEquals(full, Configuration.parse(earlier));
        }
    }

    @Test
    void whatChangesNoNumberIsNoConflict() {
        assertEquals(
                List.of(),
                BYOL.conflicts(BYOL.with(List.of(
                        "workers=7",
                        "cache=2G",
                        "decode.max-pixels=1000",
                        "log-every=3",
                        "max-steps=9",
                        "strict=true",
                        "max-broken-share=0.5",
                        "checkpoint.keep-epochs=2",
                        "probe.every-epochs=3"))));
        assertEquals(List.of("threads: 1 → 2"), BYOL.conflicts(BYOL.with(List.of("threads=2"))));
    }

    @Test
    void aSamplerIsReadBackAndIsAConflict() {
        for (String kind : List.of("balanced", "weighted", "hard")) {
            List<String> settings =
                    switch (kind) {
                        case "weighted" -> List.of("sampler.weights=/a b/w.tsv", "sampler.sha256=0123");
                        case "hard" -> List.of("sampler.names=worst: #1.txt", "sampler.factor=3");
                        default -> List.of();
                    };
            Configuration changed =
                    BYOL.with(settings.isEmpty() ? List.of("sampler.kind=balanced") : with(settings, kind));
            assertEquals(changed, Configuration.parse(changed.toYaml()));
            List<String> conflicts = BYOL.conflicts(changed);
            assertTrue(conflicts.contains("sampler.kind: uniform → " + kind), conflicts.toString());
        }
        // The same file at another place is the same.
        Configuration weighted =
                BYOL.with(List.of("sampler.kind=weighted", "sampler.weights=a.tsv", "sampler.sha256=0123"));
        assertEquals(List.of(), weighted.conflicts(weighted.with(List.of("sampler.weights=b.tsv"))));
        assertEquals(
                List.of("sampler.sha256: 0123 → 4567"),
                weighted.conflicts(weighted.with(List.of("sampler.sha256=4567"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "0", "4096", "0010", "512K", "2G", "7m"})
    void aCacheIsReadBack(String size) {
        Configuration changed = BYOL.with(List.of("cache=" + size));
        assertEquals(changed, Configuration.parse(changed.toYaml()));
        assertEquals(size, changed.run().cache());
    }

    private static List<String> with(List<String> settings, String kind) {
        List<String> all = new ArrayList<>(settings);
        all.add("sampler.kind=" + kind);
        return all;
    }

    @Test
    void whatEarlierVersionsWroteIsRead() {
        String old = BYOL.toYaml()
                .replace("cache: auto\n", "")
                .replace("  colour: exact\n", "")
                .replaceFirst("  horizontal-flip: .*\n", "")
                .replaceFirst("  vertical-flip: .*\n", "")
                .replaceFirst("  rotation: .*\n", "")
                .replaceFirst("  grayscale: .*\n", "")
                .replaceFirst("  milestones: .*\n", "")
                .replaceFirst("  final-weight-decay: .*\n", "")
                .replaceFirst("sampler:\n(  .*\n)+", "")
                .replaceFirst("decode:\n(  .*\n)+", "")
                .replaceFirst("snapshots:\n(  .*\n)+", "");
        assertEquals(BYOL.toYaml().lines().count() - 20, old.lines().count());
        assertEquals(BYOL.with(List.of("decode.extent=full")), Configuration.parse(old));
    }

    /** Earlier versions had grayscale by 0.2 in all views but two kinds, where it was a key. */
    @ParameterizedTest
    @MethodSource("everyKindOfViews")
    void viewsOfEarlierVersionsFlipAndTakeColourAwayAsTheyDid(Views views) {
        Configuration now = new Configuration(ANY_VIEWS.withViews(views), RunSettings.DEFAULT)
                .with(List.of("views.horizontal-flip=0.5", "views.vertical-flip=0", "views.rotation=0"));
        String old = now.toYaml().replaceAll("  (horizontal-flip|vertical-flip|rotation): .*\n", "");
        assertEquals(now.toYaml().lines().count() - 3, old.lines().count());
        assertEquals(now, Configuration.parse(old));
        String without = old.replaceFirst("  grayscale: .*\n", "");
        if (views instanceof AlikeViews || views instanceof ReSslViews) {
            assertEquals("the key views.grayscale is missing", refusalOf(without));
        } else {
            assertEquals(now, Configuration.parse(without));
        }
    }

    @Test
    void flipsAndGrayscaleAreSetByName() {
        for (Views views : everyKindOfViews().toList()) {
            Configuration configuration = new Configuration(ANY_VIEWS.withViews(views), RunSettings.DEFAULT);
            Configuration changed = configuration.with(
                    List.of("views.horizontal-flip=0", "views.vertical-flip=0.5", "views.rotation=0.25"));
            assertEquals(
                    List.of("0.0", "0.5", "0.25"),
                    Stream.of("horizontal-flip", "vertical-flip", "rotation")
                            .map(key -> changed.values().get("views." + key))
                            .toList());
            assertNotEquals(configuration, changed);
            assertTrue(changed.recipe().views().toString().contains("Flips[horizontalFlip=0.0, verticalFlip=0.5"));
            if (!(views instanceof CropViews)) {
                assertEquals(
                        "0.7",
                        configuration
                                .with(List.of("views.grayscale=0.7"))
                                .values()
                                .get("views.grayscale"));
            }
        }
    }

    @Test
    void theFormerNameOfAMethodIsReadAndTheListedOneWritten() {
        Configuration wmse = new Configuration(Methods.recipe("wmse", "cifar10"), RunSettings.DEFAULT);
        String now = wmse.toYaml();
        assertTrue(now.contains("name: wmse\n"), now);
        Configuration before = Configuration.parse(now.replace("name: wmse\n", "name: w-mse\n"));
        assertEquals(wmse, before);
        assertEquals(now, before.toYaml());
        assertEquals(List.of(), wmse.conflicts(before));
    }

    @Test
    void aStaircaseIsSetAndTakenAway() {
        Configuration milestones = BYOL.with(List.of("schedule.milestones=[1, 2]"));
        assertEquals(List.of(1.0, 2.0), milestones.recipe().schedule().milestones());
        assertEquals(milestones, Configuration.parse(milestones.toYaml()));
        assertEquals(BYOL, milestones.with(List.of("schedule.milestones=[]")));
        assertEquals("schedule.milestones must be whole epochs, got 1.5", refusal("schedule.milestones=1.5"));
    }

    @Test
    void aWeightDecayStaysUnlessItsEndIsSaid() {
        assertEquals(5e-4, BYOL.recipe().optimizer().weightDecay());
        assertEquals(5e-4, BYOL.recipe().optimizer().finalWeightDecay());
        Configuration stays = BYOL.with(List.of("optimizer.weight-decay=0.1", "optimizer.weight-decay=0.04"));
        assertEquals(
                BYOL.recipe().optimizer().withWeightDecay(0.04), stays.recipe().optimizer());
        Configuration rises = BYOL.with(List.of("optimizer.weight-decay=0.04", "optimizer.final-weight-decay=0.4"));
        assertEquals(
                BYOL.recipe().optimizer().withWeightDecay(0.04, 0.4),
                rises.recipe().optimizer());
        assertEquals(rises, BYOL.with(List.of("optimizer.final-weight-decay=0.4", "optimizer.weight-decay=0.04")));
        assertEquals(rises, Configuration.parse(rises.toYaml()));
        assertEquals(List.of("optimizer.final-weight-decay: 0.04 → 0.4"), stays.conflicts(rises));
        assertEquals(
                0.4,
                rises.with(List.of("optimizer.weight-decay=0.1"))
                        .recipe()
                        .optimizer()
                        .finalWeightDecay());
    }

    @Test
    void whatWasWrittenIsComparedByMeaning() {
        String earlier = BYOL.toYaml()
                .replaceFirst("  horizontal-flip: .*\n", "")
                .replaceFirst("  final-weight-decay: .*\n", "")
                .replaceFirst("snapshots:\n(  .*\n)+", "")
                .replace("log-every: 1\n", "log-every: 3\n");
        assertEquals(List.of(), BYOL.changesSince(BYOL.toYaml(), Set.of("log-every", "probe.k")));
        assertEquals(List.of(), BYOL.changesSince(earlier, Set.of()));
        assertEquals(List.of("log-every: 3 → 1"), BYOL.changesSince(earlier, Set.of("log-every")));
        assertEquals(
                List.of("method.tau: 0.99 → 0.9", "views.horizontal-flip: 0.5 → 0.0"),
                BYOL.with(List.of("method.tau=0.9", "views.horizontal-flip=0")).changesSince(earlier, Set.of()));
        assertEquals(
                List.of("method.name: byol → simclr"),
                TinyRuns.configuration("simclr").changesSince(earlier, Set.of()));
        assertEquals(
                List.of("method.name: a program's own → byol"),
                BYOL.changesSince(earlier.replace("name: byol\n", "name: a program's own\n"), Set.of()));
        String lacking = earlier.replaceFirst("  tau: .*\n", "");
        assertEquals(
                "the key method.tau is missing",
                assertThrows(IllegalArgumentException.class, () -> BYOL.changesSince(lacking, Set.of()))
                        .getMessage());
    }

    @Test
    void anotherMethodIsTheOnlyConflictSaid() {
        assertEquals(List.of("method.name: byol → simclr"), BYOL.conflicts(TinyRuns.configuration("simclr")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimizer.learning-rate=-1   | optimizer.learning-rate must be 0 to 1000, got -1",
                "optimizer.learning-rate=NaN  | optimizer.learning-rate must be 0 to 1000, got NaN",
                "optimizer.learning-rate=1e300| optimizer.learning-rate must be 0 to 1000, got 1.0E300",
                "optimizer.learning-rate=1e999| optimizer.learning-rate must be 0 to 1000, got Infinity",
                "optimizer.learning-rate=     | optimizer.learning-rate must be a number, got nothing",
                "optimizer.learning-rate=0x1p3| optimizer.learning-rate must be a number, got 0x1p3",
                "optimizer.name=adagrad       | optimizer.name must be one of sgd, lars, adam, adamw, got adagrad",
                "optimizer.momentum=1         | optimizer.momentum must be 0 to 0.999999, got 1",
                "optimizer.weight-decay=-0.1  | optimizer.weight-decay must be 0 to 100, got -0.1",
                "optimizer.final-weight-decay=101 | optimizer.final-weight-decay must be 0 to 100, got 101",
                "optimizer.clip-norm=NaN      | optimizer.clip-norm must be 0 to 1000000000000, got NaN",
                "optimizer.reference-batch=0  | optimizer.reference-batch must be at least 1, got 0",
                "epochs=0                     | epochs must be at least 1, got 0",
                "epochs=1.5                   | epochs must be a whole number, got 1.5",
                "epochs=[1, 2]                | epochs must be a whole number, got [1, 2]",
                "epochs=99999999999           | epochs must be a whole number up to 2147483647, got 99999999999",
                "batch-size=1                 | batch-size must be 2 to 16777216, got 1",
                "batch-size=-8                | batch-size must be 2 to 16777216, got -8",
                "accumulate=0                 | accumulate must be 1 to 65536, got 0",
                "schedule.warmup-epochs=10    | schedule.warmup-epochs must be 0 to 3, got 10",
                "schedule.final-fraction=2    | schedule.final-fraction must be 0 to 1, got 2",
                "method.tau=2                 | method.tau must be 0 to 1, got 2",
                "method.tau=NaN               | method.tau must be 0 to 1, got NaN",
                "method.projection-hidden=0   | method.projection-hidden must be 1 to 1048576, got 0",
                "views.size=0                 | ByolViews: size must be at least 1, got 0",
                "views.horizontal-flip=2      | Flips: horizontalFlip: probability must be between 0 and 1, got 2.0",
                "views.vertical-flip=-0.1     | Flips: verticalFlip: probability must be between 0 and 1, got -0.1",
                "views.rotation=NaN           | Flips: rotation: probability must be between 0 and 1, got NaN",
                "views.rotation=yes           | views.rotation must be a number, got yes",
                "views.grayscale=1.1          | ByolViews: grayscale: probability must be between 0 and 1, got 1.1",
                "views.strength=9             | ByolViews: strength must be between 0 and 5, got 9.0",
                "views.interpolation=nearest  | views.interpolation must be one of bilinear, bicubic, got nearest",
                "backbone.base-width=0        | backbone.base-width must be 1 to 1024, got 0",
                "backbone.channels=1          | backbone.channels must be 3, as the views have it, got 1",
                "backbone.zero-init-residual=yes | backbone.zero-init-residual must be true or false, got yes",
                "seed=abc                     | seed must be a whole number, got abc",
                "precision=fp16               | precision must be one of auto, fp32, bf16, got fp16",
                "device=gpu                   | device must be auto, cpu or cuda:N, got gpu",
                "threads=-1                   | threads must be 0 to 1024, got -1",
                "cache=much                   | cache must be auto or a size such as 512M, 2G or 0, got much",
                "cache=                       | cache must be auto or a size such as 512M, 2G or 0, got nothing",
                "cache=-1                     | cache must be auto or a size such as 512M, 2G or 0, got -1",
                "cache=1.5G                   | cache must be auto or a size such as 512M, 2G or 0, got 1.5G",
                "cache=1P                     | cache must be auto or a size such as 512M, 2G or 0, got 1P",
                "cache=99999999999999         | cache must be auto or a size such as 512M, 2G or 0, got 99999999999999",
                "sampler.kind=even            | sampler.kind must be one of uniform, balanced, weighted, hard, got even",
                "sampler.kind=weighted        | sampler.kind weighted needs the file sampler.weights (--sampler-weights)",
                "sampler.kind=hard            | sampler.kind hard needs the file sampler.names (--sampler-names)",
                "sampler.weights=w.tsv        | sampler.weights goes with sampler.kind weighted, not with uniform",
                "sampler.names=n.txt          | sampler.names goes with sampler.kind hard, not with uniform",
                "sampler.factor=1             | sampler.factor must be 2 to 1000, got 1",
                "sampler=hard                 | unknown key sampler; there are sampler.kind, sampler.weights, sampler.names, sampler.factor, sampler.sha256",
                "log-every=0                  | log-every must be 1 to 1000000000, got 0",
                "max-broken-share=NaN         | max-broken-share must be 0 to 1, got NaN",
                "probe.temperature=0          | probe.temperature must be 0.01 to 100, got 0",
                "snapshots.count=-1           | snapshots.count must be 0 to 1000, got -1",
                "epochs                       | a setting is key=value, got epochs",
            })
    void aWrongValueIsRefusedByName(String setting, String message) {
        assertEquals(message, refusal(setting));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simclr", "byol", "barlow-twins"})
    void aBatchOfOneIsRefusedForEveryMethod(String method) {
        var error = assertThrows(IllegalArgumentException.class, () -> TinyRuns.configuration(method, "batch-size=1"));
        assertEquals("batch-size must be 2 to 16777216, got 1", error.getMessage());
    }

    @Test
    void aLearningRateThatIsScaledTooHighIsRefused() {
        assertEquals(
                "optimizer.learning-rate for a batch of 4096 must be 0 to 1000, got 9600",
                refusal("batch-size=4096", "optimizer.learning-rate=300"));
    }

    @Test
    void aWrongBackboneIsRefusedWithThoseThereAre() {
        String message = refusal("backbone.name=resnet19");
        assertTrue(message.startsWith("backbone.name must be one of resnet18, resnet34, "), message);
        assertTrue(message.endsWith(", got resnet19"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learning-rate             | did you mean optimizer.learning-rate?",
                "optimiser.learning-rate   | did you mean optimizer.learning-rate?",
                "optimizer.learning_rate   | did you mean optimizer.learning-rate?",
                "epoch                     | did you mean epochs?",
                "tau                       | did you mean method.tau?",
                "Batch-Size                | did you mean batch-size?",
                "probe.foo                 | there are probe.every-epochs, probe.k, probe.temperature",
                "schedule                  | there are schedule.warmup-epochs, schedule.per, schedule.final-fraction, schedule.milestones",
            })
    void anUnknownKeyGetsTheNearest(String key, String hint) {
        assertEquals("unknown key " + key + "; " + hint, refusal(key + "=1"));
    }

    @Test
    void aKeyLikeNoOtherGetsTheSections() {
        String message = refusal("quality=high");
        assertTrue(
                message.startsWith(
                        "unknown key quality; there are recipe, method.…, backbone.…, views.…, optimizer.…,"),
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"method.name", "views.kind"})
    void aKeyThatOthersHangOnIsNotChangedAlone(String key) {
        assertTrue(refusal(key + "=simclr").startsWith(key + " can't be set alone"));
    }

    static Stream<Arguments> files() {
        String whole = BYOL.toYaml();
        return Stream.of(
                Arguments.of("", "it is empty"),
                Arguments.of(" \n\n", "it is empty"),
                Arguments.of("# nothing\n", "it holds no keys and values, as a recipe does"),
                Arguments.of("- a\n- b\n", "it holds no keys and values, as a recipe does"),
                Arguments.of("hello", "it holds no keys and values, as a recipe does"),
                Arguments.of("\0\1\2", "it is not YAML: special characters are not allowed in line 1"),
                Arguments.of("a: b: c", "it is not YAML: mapping values are not allowed here in line 1"),
                Arguments.of(
                        "a: [1, 2",
                        "it is not YAML: while parsing a flow sequence: expected ',' or ']', but got <stream end> in line"
                                + " 1"),
                Arguments.of(
                        whole + "epochs: 4\n",
                        "it is not YAML: Duplicate field 'epochs' in line "
                                + (whole.lines().count() + 1)),
                Arguments.of(whole + "---\nepochs: 4\n", "it holds more than one document"),
                Arguments.of(whole.replace("epochs: 3\n", ""), "the key epochs is missing"),
                Arguments.of(whole.replace("  tau: 0.99\n", ""), "the key method.tau is missing"),
                Arguments.of(whole.replace("  name: byol\n", ""), "the key method.name is missing"),
                Arguments.of(whole.replace("recipe: cifar10\n", ""), "the key recipe is missing"),
                Arguments.of(whole.replace("method:", "methods:"), "the section method is missing"),
                Arguments.of(
                        whole.replace("name: byol", "name: moco-v9"),
                        "no method moco-v9; there are "
                                + String.join(
                                        ", ",
                                        Methods.all().stream()
                                                .map(Methods.Entry::name)
                                                .toList())),
                Arguments.of(
                        whole.replace("kind: byol", "kind: mae"),
                        "views.kind must be one of alike, byol, channels, crop, detcon, fourier, jigsaw, multi-crop, ressl, simclr, got mae"),
                Arguments.of(
                        whole.replace("  tau: 0.99\n", "  tau: 0.99\n  tao: 1\n"),
                        "unknown key method.tao; did you mean method.tau?"),
                Arguments.of(whole.replace("tau: 0.99", "tau:"), "method.tau must be a number, got nothing"),
                Arguments.of(whole.replace("tau: 0.99", "tau: [1]"), "method.tau must be one value, got [1]"),
                // An alias is not followed: no bomb goes off.
                Arguments.of(
                        whole.replace("tau: 0.99", "tau: &t 0.99").replace("min-scale: 0.08", "min-scale: *t"),
                        "views.min-scale must be a number, got t"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("files")
    void aWrongFileIsRefusedInWords(String yaml, String message) {
        assertEquals(message, refusalOf(yaml));
    }

    @Test
    void aFileThatGrowsIsRefusedInTime() {
        StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            bomb.append(c).append(": &").append(c).append(" [").append(("*" + (char) (c - 1) + ",").repeat(10));
            bomb.append("x]\n");
        }
        refusalOf(bomb + BYOL.toYaml());
        refusalOf("a: " + "[".repeat(500_000));
        refusalOf("a: " + "x".repeat(5_000_000));
        refusalOf("a: !!javax.script.ScriptEngineManager [!!java.net.URL [x]]\n");
    }

    @Test
    void viewsWithoutANameCanNotBeWritten() {
        Recipe own = ANY_VIEWS.withViews(Views.of(Normalize.IMAGENET, List.of(new CenterCrop(16)), 16));
        var error = assertThrows(
                IllegalArgumentException.class, () -> new Configuration(own, RunSettings.DEFAULT).toYaml());
        assertTrue(error.getMessage().endsWith("has no name that a recipe could hold"), error.getMessage());
    }
}
