package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.distributed.TwoThreads;
import dev.selfsame.loss.Loss;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Sgd;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every method must do, on small networks and made-up views; each method's test extends this. */
abstract class MethodContract {
    static final int IMAGES = 8;

    /** So many that it averages out where a rounding gives an image another neighbour or group. */
    private static final int MANY = 512;

    static final BackboneConfig SMALL = new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false);

    private static final Progress START = new Progress(0, 100, 0, 1);

    private long live;

    /** A small one. */
    abstract MethodConfig config();

    abstract Views views();

    /** The width of the embedding that the loss compares. */
    abstract int embeddingWidth();

    /** Whether a parameter that the optimiser gets is never trained, such as a length that stays 1. */
    boolean isFixed(String name) {
        return false;
    }

    /** At which a few plain steps make the loss smaller. */
    double learningRate() {
        return 0.02;
    }

    /** Whether another view of the same images is embedded as the first. */
    boolean hasCounterpart() {
        return true;
    }

    @BeforeEach
    final void count() {
        live = Leaks.live();
    }

    @AfterEach
    final void noTensorIsLeft() {
        assertEquals(live, Leaks.live());
    }

    final Method make(long seed) {
        return make(config(), seed);
    }

    /** As a run makes it, before its first step. */
    final Method make(MethodConfig config, long seed) {
        return made(config.build(SMALL::build, views(), seed), IMAGES);
    }

    /** With an encoder as small as those that are in use, for many images. */
    private Method wide() {
        BackboneConfig wide = new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 16, 3, false);
        return made(config().build(wide::build, views(), 1), MANY);
    }

    private Method made(Method method, int images) {
        if (method instanceof SurveyingMethod surveying) {
            surveying.begin(images);
            try (Scope scope = new Scope();
                    NoGrad guard = new NoGrad()) {
                surveying.survey(batch(images));
            }
        }
        method.beforeEpoch(START);
        return method;
    }

    /** The views of made-up images that the method wants: the same pattern each, with noise; labels 0 to 2 by turns. */
    Batch batch(int images) {
        List<View> seen = new ArrayList<>();
        for (int view = 0; view < views().count(); view++) {
            seen.add(view(images, view));
        }
        long[] labels = IntStream.range(0, images).mapToLong(i -> i % 3).toArray();
        return new Batch(seen, Tensor.range(images), Tensor.of(labels, images));
    }

    private View view(int images, int number) {
        Tensor pixels = pixels(images, number, views().size(number));
        int grid = views().grid(number);
        int cells = views().regions(number);
        return new View(
                pixels,
                grid == 0 ? null : grid(images, number, grid),
                cells == 0 ? null : quarters(images, cells),
                null);
    }

    /** Where cells lie: each view's a little further in the image. */
    private static Tensor grid(int images, int number, int cells) {
        float[] places = new float[images * cells * cells * 2];
        for (int k = 0; k < places.length / 2; k++) {
            places[2 * k] = number + 3f * (k % cells);
            places[2 * k + 1] = 3f * (k / cells % cells);
        }
        return Tensor.of(places, images, cells, cells, 2);
    }

    /** Four regions, 0 to 3, the quarters of each view. */
    private static Tensor quarters(int images, int cells) {
        int[] regions = new int[images * cells * cells];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = i / cells % cells * 2 / cells * 2 + i % cells * 2 / cells;
        }
        return Tensor.of(regions, images, cells, cells);
    }

    private static Tensor pixels(int images, int number, int side) {
        float[] pixels = new float[images * 3 * side * side];
        for (int i = 0; i < images; i++) {
            Draws image = Draws.of(5, Stream.SAMPLE, 0, i);
            double fx = image.uniform(-1, 1);
            double fy = image.uniform(-1, 1);
            Draws noise = Draws.of(5, Stream.SAMPLE, 1, i, number);
            for (int k = 0; k < 3 * side * side; k++) {
                int x = k % side;
                int y = k / side % side;
                int channel = k / side / side;
                pixels[i * 3 * side * side + k] =
                        (float) (Math.sin(fx * x + fy * y + channel) + noise.uniform(-0.5, 0.5));
            }
        }
        return Tensor.of(pixels, images, 3, side, side).channelsLast();
    }

    /** The loss at the first step, as a number. */
    final double loss(Method method) {
        return loss(method, IMAGES);
    }

    private double loss(Method method, int images) {
        method.beforeStep(START);
        try (Scope scope = new Scope()) {
            return method.loss(batch(images)).total().item();
        }
    }

    private static Map<String, Tensor> trained(Method method) {
        Map<String, Tensor> trained = new LinkedHashMap<>();
        for (Method.Trained part : method.trained()) {
            part.module().parameters().forEach((name, tensor) -> trained.put(part.name() + "." + name, tensor));
        }
        return trained;
    }

    /** Plain steps on one batch; gives the losses. */
    final double[] steps(Method method, int count, double learningRate) {
        return steps(method, count, learningRate, Map.of());
    }

    private double[] steps(Method method, int count, double learningRate, Map<String, Tensor> still) {
        double[] losses = new double[count];
        try (Optimizer optimizer = new Sgd(List.of(ParameterGroup.all(trained(method), 0)), 0.9)) {
            for (int i = 0; i < count; i++) {
                Progress at = new Progress(i, 100, 0, 1);
                method.beforeStep(at);
                try (Scope scope = new Scope()) {
                    Loss loss = method.loss(batch(IMAGES));
                    losses[i] = loss.total().item();
                    loss.total().backward();
                }
                method.afterBackward(at);
                optimizer.step(learningRate);
                optimizer.clearGradients();
                method.afterStep(at);
                restore(method, still);
            }
        }
        return losses;
    }

    /** Copies of all state that the optimiser doesn't train: targets, queues, centres, counts of draws. */
    private static Map<String, Tensor> untrained(Method method) {
        Set<Tensor> trained = Collections.newSetFromMap(new IdentityHashMap<>());
        trained.addAll(trained(method).values());
        Map<String, Tensor> copies = new LinkedHashMap<>();
        try (NoGrad guard = new NoGrad()) {
            method.modules().state().forEach((name, tensor) -> {
                if (!trained.contains(tensor)) {
                    copies.put(name, tensor.copy());
                }
            });
        }
        return copies;
    }

    private static void restore(Method method, Map<String, Tensor> values) {
        try (NoGrad guard = new NoGrad()) {
            values.forEach((name, value) -> method.modules().state().get(name).copyInPlace(value));
        }
    }

    static Map<String, float[]> values(Map<String, Tensor> tensors) {
        Map<String, float[]> values = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (tensor.dtype().isFloating()) {
                values.put(name, tensor.toFloats());
            }
        });
        return values;
    }

    /** With a tau of 0 the target is the online network after a step. */
    final void theTargetBecomesTheOnlineNetwork(Method method, OnlineAndTarget networks) {
        steps(method, 2, 0.05);
        method.afterStep(START);
        String weight = "layers.0.weight";
        assertArrayEquals(
                networks.online.projector.parameters().get(weight).toFloats(),
                networks.target.projector.parameters().get(weight).toFloats());
    }

    /**
     * A small one that two halves of a batch teach as the whole does. Where batch norm is to see parts of a batch, as MoCo's
     * is, halves of the batch have other parts: there it isn't parted.
     */
    MethodConfig onReplicas() {
        return config();
    }

    /** Whether it takes anything of a batch as a whole, beside its batch norms: negatives, a queue, a centre. */
    boolean comparesImages() {
        return true;
    }

    /** What a replica learns whose batch norms know the others, and whose method knows those of {@code method}. */
    private Learned learned(Replicas replicas, Replicas method) {
        return Learned.of(replicas, onReplicas().build(SMALL::build, views(), 1, method), this::batch, IMAGES);
    }

    // ---- the contract ----

    @Test
    final void twoReplicasWithHalvesOfTheBatchesLearnWhatOneDoes() {
        Learned whole = learned(Replicas.ONE, Replicas.ONE);
        whole.assertEqualTo(TwoThreads.run(replicas -> learned(replicas, replicas)));
        Executable alone = () -> whole.assertEqualTo(TwoThreads.run(replicas -> learned(replicas, Replicas.ONE)));
        if (comparesImages()) {
            assertThrows(AssertionError.class, alone, "a method that knows its half only");
        } else {
            assertDoesNotThrow(alone);
        }
    }

    @Test
    final void theLossIsFiniteAndTheSumOfItsTerms() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Loss loss = method.loss(batch(IMAGES));
            double total = loss.total().item();
            assertTrue(Double.isFinite(total));
            assertEquals(
                    total,
                    loss.terms().values().stream().mapToDouble(Tensor::item).sum(),
                    1e-5 * Math.abs(total));
        }
    }

    @Test
    final void theLossSaysWhatTheCollapseMeterReads() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Loss loss = method.loss(batch(IMAGES));
            assertNotNull(loss.embedding());
            assertNotNull(loss.features());
            assertArrayEquals(
                    new long[] {IMAGES, embeddingWidth()}, loss.embedding().shape());
            assertArrayEquals(
                    new long[] {IMAGES, method.encoder().features()},
                    loss.features().shape());
            assertFalse(loss.embedding().requiresGradient());
            assertFalse(loss.features().requiresGradient());
        }
    }

    @Test
    final void theCounterpartIsTheEmbeddingOfAnotherViewOfTheSameImages() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Loss loss = method.loss(batch(IMAGES));
            Tensor counterpart = loss.counterpart();
            assertEquals(hasCounterpart(), counterpart != null);
            if (counterpart == null) {
                return;
            }
            assertArrayEquals(loss.embedding().shape(), counterpart.shape());
            assertFalse(counterpart.requiresGradient());
            if (views().size(0) != views().size(1)) {
                return;
            }
            assertFalse(Arrays.equals(loss.embedding().toFloats(), counterpart.toFloats()));
        }
        try (Method still = make(1);
                Scope scope = new Scope()) {
            still.modules()
                    .training(false); // before statistics of batch norms differ between a network and its average
            Loss same = still.loss(withEqualViews(batch(IMAGES)));
            assertArrayEquals(same.embedding().toFloats(), same.counterpart().toFloats(), 1e-4f);
        }
    }

    /** The same batch, all of whose views are the first where they have its size. */
    private Batch withEqualViews(Batch batch) {
        List<View> equal = new ArrayList<>();
        for (int view = 0; view < views().count(); view++) {
            boolean large = views().size(view) == views().size(0);
            equal.add(batch.views().get(large ? 0 : view));
        }
        return new Batch(equal, batch.indices(), batch.labels());
    }

    @Test
    final void noViewGoesThroughANetworkTwice() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Map<String, Long> before = passes(method);
            method.loss(batch(IMAGES));
            passes(method).forEach((name, passes) -> assertTrue(passes - before.get(name) <= views().count(), name));
        }
    }

    /** How many batches each batch norm has seen. */
    private static Map<String, Long> passes(Method method) {
        Map<String, Long> passes = new TreeMap<>();
        method.modules().state().forEach((name, tensor) -> {
            if (name.endsWith("num_batches_tracked")) {
                passes.put(name, (long) tensor.item());
            }
        });
        return passes;
    }

    @Test
    final void theLossFallsInTwentyStepsWithAllElseHeldStill() {
        try (Method method = make(1)) {
            Map<String, Tensor> still = untrained(method);
            double[] losses = steps(method, 20, learningRate(), still);
            still.values().forEach(Tensor::close);
            assertTrue(losses[19] < losses[0] - 0.05 * Math.abs(losses[0]), Arrays.toString(losses));
        }
    }

    @Test
    final void underAutocastTheLossIsThatOfFloat32() {
        double full;
        try (Method method = wide()) {
            full = loss(method, MANY);
        }
        try (Method method = wide();
                Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
            assertEquals(full, loss(method, MANY), Math.max(0.01, 0.02 * Math.abs(full)));
        }
    }

    @Test
    final void gradientsReachWhatIsTrainedAndNothingElse() {
        try (Method method = make(1)) {
            try (Scope scope = new Scope()) {
                method.loss(batch(IMAGES)).total().backward();
            }
            Set<Tensor> trained = Collections.newSetFromMap(new IdentityHashMap<>());
            trained(method).forEach((name, parameter) -> {
                if (isFixed(name)) {
                    assertFalse(parameter.requiresGradient(), name);
                    return;
                }
                assertTrue(trained.add(parameter), name + " is trained twice");
                try (Scope scope = new Scope()) {
                    Tensor gradient = parameter.gradient();
                    assertNotNull(gradient, name);
                    if (parameter.rank() > 1) {
                        assertTrue(gradient.abs().sum().item() > 0, name);
                    }
                }
            });
            method.modules().parameters().forEach((name, parameter) -> {
                assertEquals(trained.contains(parameter), parameter.requiresGradient(), name);
                if (!trained.contains(parameter)) {
                    assertNull(parameter.gradient(), name);
                }
            });
        }
    }

    @Test
    final void theEncoderIsTrainedAndPartOfTheModules() {
        try (Method method = make(1)) {
            Set<Tensor> all = Collections.newSetFromMap(new IdentityHashMap<>());
            all.addAll(trained(method).values());
            method.encoder().parameters().forEach((name, parameter) -> assertTrue(all.contains(parameter), name));
            assertTrue(method.modules().parameters().values().containsAll(all));
        }
    }

    @Test
    final void aBatchOfOneIsRefusedInWords() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            var error = assertThrows(IllegalArgumentException.class, () -> method.loss(batch(1)));
            assertTrue(error.getMessage().contains("a batch of at least 2"), error.getMessage());
        }
    }

    @Test
    final void itsStateIsAllThereIsToIt() {
        try (Method method = make(1);
                Method other = make(2)) {
            steps(method, 3, 0.02);
            assertNotEquals(loss(method), loss(other));
            other.modules().load(method.modules().state());
            assertEquals(loss(method), loss(other));
            assertArrayEquals(steps(method, 3, 0.02), steps(other, 3, 0.02));
            Map<String, float[]> expected = values(method.modules().state());
            values(other.modules().state())
                    .forEach((name, values) -> assertArrayEquals(expected.get(name), values, name));
        }
    }

    @Test
    final void theSeedDecidesTheWeights() {
        try (Method method = make(1);
                Method same = make(1);
                Method other = make(2)) {
            assertEquals(loss(method), loss(same));
            assertNotEquals(loss(method), loss(other));
        }
    }

    @Test
    final void stepsLeaveNoTensor() {
        try (Method method = make(1)) {
            steps(method, 5, 0.02);
            long after = Leaks.live();
            steps(method, 15, 0.02);
            assertEquals(after, Leaks.live());
        }
    }

    @Test
    final void itSaysItsNameAndItsHyperParameters() throws ReflectiveOperationException {
        try (Method method = make(1)) {
            String text = method.toString();
            assertTrue(text.startsWith(method.getClass().getSimpleName() + "["), text);
            for (RecordComponent component : config().getClass().getRecordComponents()) {
                Object value = component.getAccessor().invoke(config());
                assertTrue(text.contains(component.getName() + "=" + value), text);
            }
            assertSame(views(), method.views());
        }
    }

    @Test
    final void itIsListedWithItsRecipes() {
        Methods.Entry entry = Methods.all().stream()
                .filter(known -> known.name().equals(config().name()))
                .findFirst()
                .orElseThrow();
        assertSame(config().getClass(), entry.configuration());
        assertTrue(entry.paper().matches(".+ \\d{4}, (arXiv:\\d{4}\\.\\d{5}|doi:\\S+)"), entry.paper());
        assertFalse(entry.traits().idea().isBlank(), "say what it is like: FAMILY.with(Traits.of(...))");
        for (String recipe : entry.recipes()) {
            assertEquals(recipe, Methods.recipe(entry.name(), recipe).recipe());
            assertEquals(
                    entry.name(), Methods.recipe(entry.name(), recipe).method().name());
        }
        var error = assertThrows(IllegalArgumentException.class, () -> Methods.recipe(entry.name(), "imagenet21k"));
        assertEquals(entry.name() + " has the recipes auto, cifar10, imagenet, not imagenet21k", error.getMessage());
    }
}
