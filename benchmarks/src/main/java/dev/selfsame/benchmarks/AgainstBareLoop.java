package dev.selfsame.benchmarks;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.Sources;
import dev.selfsame.method.Method;
import dev.selfsame.method.Recipe;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Threads;
import dev.selfsame.train.Run;
import dev.selfsame.train.Training;
import dev.selfsame.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares {@code train} (loading, views, step, logging) with {@link BareLoop} on the same step: blocks of each by turns
 * in one process, with nothing else running on the machine.
 *
 * <pre>java … dev.selfsame.benchmarks.AgainstBareLoop IMAGES METHOD BASE_WIDTH [STEPS_A_BLOCK [OPTION=VALUE…]]</pre>
 */
public final class AgainstBareLoop {
    private static final int BLOCKS = 7;
    /** Steps of either after the other's turn that are not timed: the loader fills its batches meanwhile. */
    private static final int SETTLING = 6;

    private AgainstBareLoop() {}

    /** Prints the losses of three steps on one batch by both, then the speed of both and the ratio. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3) {
            System.err.println("usage: AgainstBareLoop IMAGES simclr|byol BASE_WIDTH [STEPS_A_BLOCK [OPTION=VALUE…]]");
            System.exit(2);
        }
        ImageSource images = Sources.open(arguments[0]);
        String name = arguments[1];
        int width = Integer.parseInt(arguments[2]);
        int block = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 20;
        Recipe recipe = CifarSteps.recipe(name, width);
        Threads.set(Runtime.getRuntime().availableProcessors());
        try (BareLoop bare = prepared(recipe, images)) {
            String[] options = Arrays.copyOfRange(arguments, Math.min(4, arguments.length), arguments.length);
            compareSpeed(recipe, images, bare, block, options);
        }
    }

    /** Makes the bare loop from our weights and our first batch, and shows that both compute the same. */
    private static BareLoop prepared(Recipe recipe, ImageSource images) throws InterruptedException {
        try (Method method = recipe.method().build(recipe.backbone()::build, recipe.views(), 1);
                Loader loader = Loader.open(images, recipe.views(), LoaderConfig.of(recipe.batchSize(), 1))) {
            LoadedBatch loaded = loader.next();
            double rate = recipe.optimizer().learningRate(recipe.batchSize());
            BareLoop.Values[] views = {CifarSteps.view(loaded, 0), CifarSteps.view(loaded, 1)};
            BareLoop bare = new BareLoop(recipe.method().name().equals("byol"), state(method), views, rate);
            List<Double> ours = new ArrayList<>();
            try (CifarSteps steps = new CifarSteps(method, recipe, true)) {
                for (int i = 0; i < 3; i++) {
                    ours.add(steps.step(loaded).loss());
                }
            }
            List<Double> theirs = List.of(bare.step(), bare.step(), bare.step());
            System.out.println("losses of steps 1 to 3: ours " + ours + ", bare " + theirs);
            for (int i = 0; i < 3; i++) {
                if (Math.abs(ours.get(i) - theirs.get(i)) > 2e-3 * Math.max(1, Math.abs(ours.get(i)))) {
                    throw new IllegalStateException("the bare loop computes something else");
                }
            }
            loaded.release();
            return bare;
        }
    }

    private static Map<String, BareLoop.Values> state(Method method) {
        Map<String, BareLoop.Values> state = new LinkedHashMap<>();
        method.modules().state().forEach((name, tensor) -> {
            if (tensor.dtype() == DType.FLOAT32) {
                state.put(name, new BareLoop.Values(tensor.toFloats(), tensor.shape()));
            }
        });
        return state;
    }

    private static void compareSpeed(Recipe recipe, ImageSource images, BareLoop bare, int block, String... options)
            throws Exception {
        int stepsABlock = block + SETTLING;
        int stepsPerEpoch = images.size() / recipe.batchSize();
        Blocks blocks = new Blocks(bare, block, stepsPerEpoch);
        int steps = stepsPerEpoch + stepsABlock * BLOCKS;
        Run run;
        try (TemporaryFolder folder = TemporaryFolder.make("selfsame-bench")) {
            run = Training.of(recipe)
                    .images(images)
                    .epochs(Math.max(1, (steps + stepsPerEpoch - 1) / stepsPerEpoch))
                    .set("max-steps=" + steps)
                    .set(options)
                    .into(folder.path().resolve("run"))
                    .listener(blocks)
                    .run();
        }
        double n = recipe.batchSize();
        double ours = n / median(blocks.ours);
        double theirs = n / median(blocks.theirs);
        System.out.printf(
                "%s, base width %d, batch %d: train %.1f images/s, bare loop %.1f images/s, ratio %.3f; load_wait %.4f"
                        + " (%d steps, median of %d blocks of %d)%n",
                recipe.method().name(),
                recipe.backbone().baseWidth(),
                recipe.batchSize(),
                ours,
                theirs,
                ours / theirs,
                median(blocks.loadWait),
                run.steps(),
                BLOCKS,
                block);
        System.out.println("seconds a step, ours: " + blocks.ours + ", bare: " + blocks.theirs);
    }

    private static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN; // a log-every of more than a block
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : Arrays.stream(sorted, sorted.length / 2 - 1, sorted.length / 2 + 1)
                        .average()
                        .orElse(Double.NaN);
    }

    /**
     * Times a block of training, then runs and times a block of the bare loop while training waits. The first epoch is
     * not timed: in it the JVM compiles, and small images are decoded, once and for all epochs. The bare loop warms up for
     * as many steps.
     */
    private static final class Blocks implements TrainingListener {
        final List<Double> ours = new ArrayList<>();
        final List<Double> theirs = new ArrayList<>();
        final List<Double> loadWait = new ArrayList<>();
        private final BareLoop bare;
        private final int block;
        private final int warmUp;
        private int inBlock;
        private long start;

        Blocks(BareLoop bare, int block, int warmUp) {
            this.bare = bare;
            this.block = block;
            this.warmUp = warmUp;
        }

        @Override
        public void step(long step, double loss) {
            if (step < warmUp) {
                return;
            }
            if (step == warmUp) {
                runBare(warmUp);
            }
            inBlock++;
            if (inBlock == SETTLING) {
                start = System.nanoTime();
            } else if (inBlock == SETTLING + block) {
                double seconds = (System.nanoTime() - start) / 1e9 / block;
                runBare(SETTLING);
                long bareStart = System.nanoTime();
                runBare(block);
                ours.add(seconds);
                theirs.add((System.nanoTime() - bareStart) / 1e9 / block);
                inBlock = 0;
            }
        }

        private void runBare(int steps) {
            for (int i = 0; i < steps; i++) {
                bare.step();
            }
        }

        @Override
        public void logged(StepMetrics metrics) {
            if (inBlock >= SETTLING + 10) { // a line that began after the pause
                loadWait.add(metrics.loadWait());
            }
        }
    }
}
