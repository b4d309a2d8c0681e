package dev.selfsame.benchmarks.ours;

import dev.selfsame.benchmarks.TemporaryFolder;
import dev.selfsame.train.Training;
import dev.selfsame.train.TrainingListener;

/**
 * Training from end to end, as {@code train} does it: loading, views, steps, log.
 *
 * <pre>java … TrainingSpeed IMAGES METHOD RECIPE WARM_UP STEPS [KEY=VALUE…]</pre>
 *
 * Time counts from the end of the last step of the warm-up to the end of the last step.
 */
public final class TrainingSpeed {
    private TrainingSpeed() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        TrainingSetup setup = TrainingSetup.of(arguments);
        Clock clock = new Clock(setup.warmUp(), setup.warmUp() + setup.steps());
        try (TemporaryFolder folder = TemporaryFolder.make("selfsame-bench")) {
            Training.of(setup.configuration())
                    .images(setup.images())
                    .set("max-steps=" + clock.last)
                    .into(folder.path().resolve("run"))
                    .listener(clock)
                    .run();
        }
        setup.told(clock.seconds).and("loss", clock.loss).print();
    }

    private static final class Clock implements TrainingListener {
        final int first;
        final int last;
        double seconds;
        double loss;
        private long since;

        Clock(int first, int last) {
            this.first = first;
            this.last = last;
        }

        @Override
        public void step(long step, double lossOfStep) {
            if (step == first) {
                since = System.nanoTime();
            } else if (step == last) {
                seconds = (System.nanoTime() - since) / 1e9;
                loss = lossOfStep;
            }
        }
    }
}
