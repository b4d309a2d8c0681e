package dev.selfsame.benchmarks.ours;

import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.train.TrainerSteps;

/**
 * The trainer's own step on batches that are there already.
 *
 * <pre>java … StepSpeed IMAGES METHOD RECIPE WARM_UP STEPS [KEY=VALUE…]</pre>
 */
public final class StepSpeed {
    private StepSpeed() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        TrainingSetup setup = TrainingSetup.of(arguments);
        LoaderConfig config =
                LoaderConfig.of(setup.batchSize(), 1).withWorkers(1).withPrefetch(StillViews.BATCHES);
        StillViews views = new StillViews(setup.configuration().recipe().views(), setup.batchSize());
        FirstImages few = new FirstImages(setup.images(), StillViews.BATCHES * setup.batchSize());
        try (TrainerSteps steps = new TrainerSteps(setup.configuration(), few.size());
                Loader loader = Loader.open(few, views, config)) {
            double loss = 0;
            long since = System.nanoTime();
            for (int i = 0; i < setup.warmUp() + setup.steps(); i++) {
                if (i == setup.warmUp()) {
                    since = System.nanoTime();
                }
                loss = steps.step(loader);
            }
            setup.told((System.nanoTime() - since) / 1e9)
                    .and("loss", loss)
                    .and("parameters", steps.parameters())
                    .print();
        }
    }
}
