package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.OptimizerConfig.Rule;
import dev.selfsame.method.OptimizerConfig.Scaling;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.SimClrViews;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    @ParameterizedTest
    @CsvSource({"NONE, 0.2", "LINEAR, 3.2", "SQRT, 0.8"})
    void theLearningRateFollowsTheBatchByItsRule(Scaling scaling, double expected) {
        OptimizerConfig config = OptimizerConfig.of(Rule.SGD, 0.2).withScaling(scaling, 256);
        assertEquals(0.2, config.learningRate(256), 1e-12);
        assertEquals(expected, config.learningRate(4096), 1e-12);
    }

    @Test
    void anOptimizerIsWhatMostPapersDoAndWhatItsRecipeSays() {
        OptimizerConfig usual = OptimizerConfig.of(Rule.LARS, 0.2);
        assertEquals(
                new OptimizerConfig(
                        Rule.LARS, 0.2, Scaling.LINEAR, 256, 0.9, 0.999, 0, 0, true, 1, 0.001, TrustRule.BYOL, 0),
                usual);
        assertEquals(
                new OptimizerConfig(
                        Rule.LARS,
                        0.2,
                        Scaling.SQRT,
                        64,
                        0.9,
                        0.999,
                        1e-6,
                        1e-6,
                        false,
                        0.024,
                        0.001,
                        TrustRule.BYOL,
                        0),
                usual.withScaling(Scaling.SQRT, 64).withWeightDecay(1e-6).withNormAndBias(false, 0.024));
    }

    @Test
    void aWeightDecayThatChangesIsKeptByWhatElseIsSaid() {
        OptimizerConfig rises = OptimizerConfig.of(Rule.ADAMW, 5e-4)
                .withWeightDecay(0.04, 0.4)
                .withScaling(Scaling.SQRT, 64)
                .withNormAndBias(false, 1)
                .withTrustRule(TrustRule.PAPER)
                .withClipNorm(3);
        assertEquals(0.04, rises.weightDecay());
        assertEquals(0.4, rises.finalWeightDecay());
        assertEquals(3, rises.clipNorm());
        assertEquals(Scaling.SQRT, rises.scaling());
        assertEquals(TrustRule.PAPER, rises.trustRule());
        assertEquals(0.1, rises.withWeightDecay(0.1).finalWeightDecay());
    }

    @Test
    void aWarmUpThatWouldBeLongerThanTheRunIsCut() {
        Recipe recipe = Byol.recipe("imagenet");
        assertEquals(10, recipe.withEpochs(100).schedule().warmupEpochs());
        assertEquals(4, recipe.withEpochs(4).schedule().warmupEpochs());
        assertEquals(4, recipe.withEpochs(4).epochs());
    }

    /** Lightly's benchmark: no warm-up, cosine per epoch, decay of every weight, 0.06 at 128 images. */
    @ParameterizedTest
    @ValueSource(strings = {"simclr", "byol", "barlow-twins"})
    void cifar10IsLightlysBenchmark(String method) {
        Recipe recipe = Methods.recipe(method, "cifar10");
        assertEquals(new ScheduleConfig(0, ScheduleConfig.Per.EPOCH, 0), recipe.schedule());
        OptimizerConfig optimizer = recipe.optimizer();
        assertEquals(Rule.SGD, optimizer.name());
        assertEquals(0.06, optimizer.learningRate(128));
        assertEquals(0.24, optimizer.learningRate(512));
        assertEquals(0.9, optimizer.momentum());
        assertEquals(5e-4, optimizer.weightDecay());
        assertEquals(false, optimizer.excludeNormAndBias());
        assertEquals(128, recipe.batchSize());
        assertEquals(200, recipe.epochs());
        assertEquals(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 64, 3, false), recipe.backbone());
        assertEquals(32, recipe.views().size(0));
    }

    /** Lightly's Imagenette benchmark, at fewer than 800 epochs: warmup_epochs, and CosineWarmupScheduler's end_value. */
    @ParameterizedTest
    @CsvSource({"tico, 20", "vicregl, 10"})
    void cifar10OfImagenettesMethodsWarmsUpAsThere(String method, double epochs) {
        assertEquals(
                new ScheduleConfig(epochs, ScheduleConfig.Per.STEP, 0.001),
                Methods.recipe(method, "cifar10").schedule());
    }

    static Stream<Methods.Entry> methods() {
        return Methods.all().stream().filter(entry -> entry.recipes().contains("cifar10"));
    }

    /** Not in the midst of the first step, nor are views made that nothing looks at. */
    @ParameterizedTest
    @MethodSource("methods")
    void otherViewsThanTheMethodTakesAreRefused(Methods.Entry entry) {
        Recipe recipe = Methods.recipe(entry.name(), "cifar10");
        boolean several = recipe.method().mostViews() > 2;
        if (several) {
            assertEquals(3, recipe.withViews(AlikeViews.fastsiam(3, 32)).views().count());
        } else {
            assertRefused(recipe, 3, entry.name() + " takes 2 views of an image, got 3");
        }
        if (recipe.method().leastViews() > 1) {
            assertRefused(
                    recipe, 1, entry.name() + " takes " + (several ? "at least 2" : "2") + " views of an image, got 1");
        }
    }

    private static void assertRefused(Recipe recipe, int views, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> recipe.withViews(AlikeViews.fastsiam(views, 32)))
                        .getMessage());
    }

    @Test
    void cifar10HasNoBlurAndSimClrHalfTheJitter() {
        assertEquals(
                SimClrViews.of(32).withBlur(0).withStrength(0.5),
                SimClr.recipe("cifar10").views());
        assertEquals(ByolViews.of(32).withBlur(0, 0), Byol.recipe("cifar10").views());
        assertEquals(
                ByolViews.of(32).withBlur(0, 0), BarlowTwins.recipe("cifar10").views());
    }

    @Test
    void cifar10HasLightlysHeadsAndNumbers() {
        assertEquals(
                new SimClr.Config(512, 128, 2, 0.5), SimClr.recipe("cifar10").method());
        assertEquals(
                new Byol.Config(1024, 256, 1024, 0.99, false, Byol.Objective.NEGATIVE_COSINE),
                Byol.recipe("cifar10").method());
        assertEquals(
                new BarlowTwins.Config(2048, 2048, 2, 0.005, 1, true),
                BarlowTwins.recipe("cifar10").method());
    }

    /** SimCLR, section 2.2; byol/configs/byol.py, 1,000 epochs; Barlow Twins, main.py: learning rates at 256 images. */
    @ParameterizedTest
    @CsvSource({"simclr, 0.3, 1e-6, 4096, 0", "byol, 0.2, 1.5e-6, 4096, 0", "barlow-twins, 0.2, 1e-6, 2048, 0.001"})
    void imagenetIsThePapers(String method, double rate, double decay, int batch, double finalFraction) {
        Recipe recipe = Methods.recipe(method, "imagenet");
        OptimizerConfig optimizer = recipe.optimizer();
        assertEquals(Rule.LARS, optimizer.name());
        assertEquals(rate, optimizer.learningRate(256), 1e-12);
        assertEquals(rate * batch / 256, optimizer.learningRate(batch), 1e-12);
        assertEquals(0.9, optimizer.momentum());
        assertEquals(0.001, optimizer.trustCoefficient());
        assertEquals(decay, optimizer.weightDecay());
        assertEquals(decay, optimizer.finalWeightDecay());
        assertTrue(optimizer.excludeNormAndBias());
        assertEquals(new ScheduleConfig(10, ScheduleConfig.Per.STEP, finalFraction), recipe.schedule());
        assertEquals(1000, recipe.epochs());
        assertEquals(batch, recipe.batchSize());
        assertEquals(new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), recipe.backbone());
    }

    @Test
    void imagenetHasThePapersHeadsAndViews() {
        Recipe simclr = SimClr.recipe("imagenet");
        Recipe byol = Byol.recipe("imagenet");
        Recipe barlow = BarlowTwins.recipe("imagenet");
        assertEquals(new SimClr.Config(2048, 128, 2, 0.1), simclr.method());
        assertEquals(new Byol.Config(4096, 256, 4096, 0.996, true, Byol.Objective.NORMALIZED_MSE), byol.method());
        assertEquals(new BarlowTwins.Config(8192, 8192, 3, 0.0051, 1, true), barlow.method());
        assertEquals(SimClrViews.of(224).withInterpolation(Interpolation.BICUBIC), simclr.views());
        assertEquals(ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), byol.views());
        assertEquals(ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), barlow.views());
    }

    /** 0.2 for weights and 0.0048 for biases and norms, at 256 images. */
    @Test
    void barlowTwinsOnImageNetHasTwoLearningRates() {
        OptimizerConfig optimizer = BarlowTwins.recipe("imagenet").optimizer();
        assertEquals(0.2, optimizer.learningRate(256));
        assertEquals(0.0048, optimizer.learningRate(256) * optimizer.biasLearningRateScale(), 1e-12);
        assertTrue(BarlowTwins.recipe("imagenet").backbone().zeroInitResidual());
    }

    @Test
    void theBackboneSeesAsManyChannelsAsTheViewsHave() {
        Recipe recipe = SimClr.recipe("cifar10");
        BackboneConfig grey = new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 64, 1, false);
        assertEquals(
                "backbone.channels must be 3, as the views have it, got 1",
                assertThrows(IllegalArgumentException.class, () -> recipe.withBackbone(grey))
                        .getMessage());
    }

    @Test
    void whatIsNotChangedStays() {
        Recipe recipe = Byol.recipe("cifar10");
        Recipe changed = recipe.withBatchSize(64).withEpochs(3).withViews(ByolViews.of(64));
        assertSame(recipe.method(), changed.method());
        assertSame(recipe.backbone(), changed.backbone());
        assertSame(recipe.optimizer(), changed.optimizer());
        assertEquals(0.03, changed.optimizer().learningRate(changed.batchSize()));
    }

    @Test
    void anUnknownMethodIsRefusedWithThoseThereAre() {
        assertEquals(
                "no method moco-v9; there are "
                        + Methods.all().stream().map(Methods.Entry::name).collect(Collectors.joining(", ")),
                assertThrows(IllegalArgumentException.class, () -> Methods.recipe("moco-v9", "cifar10"))
                        .getMessage());
    }

    @Test
    void ofNoEpochsIsRefusedByName() {
        Recipe recipe = Byol.recipe("cifar10");
        assertEquals(
                "epochs must be at least 1, got -5",
                assertThrows(IllegalArgumentException.class, () -> recipe.withEpochs(-5))
                        .getMessage());
    }

    @Test
    void autoIsMadeElsewhere() {
        assertEquals(
                "recipe auto is made from the images: by train.AutoRecipe.choose",
                assertThrows(IllegalArgumentException.class, () -> Byol.recipe("auto"))
                        .getMessage());
    }
}
