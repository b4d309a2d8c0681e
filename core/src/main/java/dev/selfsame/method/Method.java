package dev.selfsame.method;

import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Module;
import dev.selfsame.optim.Progress;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.Map;

/**
 * A way to learn from views without labels: what there is to train, what it wants to see, and the loss of a batch. It
 * knows nothing of loops, devices, files or logs; {@code train.Training} brings those. Methods are stateful and used by
 * one thread.
 *
 * <p>A step is: {@link #beforeStep}, {@link #loss}, backward, {@link #afterBackward}, the optimiser, {@link
 * #afterStep}.
 */
public interface Method extends AutoCloseable {
    /** In {@link #measures}: how much of the target network stays at a step, 0 to 1. */
    String TAU = "tau";

    /** In {@link #measures}: what scores are divided by, above 0. */
    String TEMPERATURE = "temperature";

    /** Everything with state, for checkpoints: networks, averages, queues, centres. */
    Module modules();

    /** The network that embeds images afterwards. */
    Backbone encoder();

    /** What the optimiser trains. */
    List<Trained> trained();

    /** What the method wants to see of each image. */
    Views views();

    /**
     * The loss of a batch, with its terms, the tensor that the collapse meter reads, where there is one its counterpart of
     * another view, and the backbone's features.
     *
     * @param batch the views that {@link #views} describes, of at least two images
     */
    Loss loss(Batch batch);

    /** Called before the first step of each epoch. */
    default void beforeEpoch(Progress at) {}

    /** Called before each step. */
    default void beforeStep(Progress at) {}

    /** Called when the gradients of a step are there. */
    default void afterBackward(Progress at) {}

    /** Called after the optimiser's step. */
    default void afterStep(Progress at) {}

    /**
     * What changes over a run by a schedule of the method's own, by name, as the last step had it, for logs; empty where
     * nothing does. Called after {@link #afterStep}.
     */
    default Map<String, Double> measures() {
        return Map.of();
    }

    /** Closes every tensor of the method. */
    @Override
    default void close() {
        modules().close();
    }

    /**
     * A part that the optimiser trains.
     *
     * @param name prefix of its parameters' names in optimiser state
     * @param module the parameters
     * @param learningRateScale factor of the run's learning rate
     * @param weightDecayScale factor of the run's weight decay
     * @param steady whether its learning rate stays at the run's highest instead of following the schedule
     */
    record Trained(String name, Module module, double learningRateScale, double weightDecayScale, boolean steady) {
        /** A part trained with the run's own learning rate and weight decay. */
        public Trained(String name, Module module) {
            this(name, module, 1, 1, false);
        }

        /** The same part with a learning rate that stays at the run's highest, or follows the schedule. */
        public Trained withSteady(boolean stays) {
            return new Trained(name, module, learningRateScale, weightDecayScale, stays);
        }
    }
}
