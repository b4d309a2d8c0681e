package dev.selfsame.train;

import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.method.Method;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;

/**
 * The step that {@code Training} takes, without its log, checkpoints and probes: for benchmarks, which have to stand in this
 * package to reach it.
 */
public final class TrainerSteps implements AutoCloseable {
    private static final int MANY = 1_000_000;

    private final Method method;
    private final Optimizer optimizer;
    private final TrainingStep training;
    private long step;

    /**
     * Fresh weights, and as many threads as the configuration or the machine says; without a survey, so for methods that
     * want none.
     *
     * @param images how many there are, for methods that keep something of each
     */
    public TrainerSteps(Configuration configuration, int images) {
        Configuration resolved =
                new Configuration(configuration.recipe(), configuration.run().resolved(null));
        Threads.set(resolved.run().threads());
        Setup setup = new Setup(resolved);
        method = setup.method(images);
        optimizer = setup.optimizer(method);
        training = new TrainingStep(resolved, method, optimizer, setup.rates(method));
        method.modules().training(true);
    }

    /** Takes a step with the loader's next batches, and gives its loss. */
    public double step(Loader loader) {
        Progress at = new Progress(step++, MANY, 0, 1);
        return training.run(at, () -> next(loader)).loss();
    }

    private static LoadedBatch next(Loader loader) {
        try {
            return loader.next();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many numbers are trained. */
    public long parameters() {
        return method.trained().stream()
                .flatMap(part -> part.module().parameters().values().stream())
                .mapToLong(Tensor::count)
                .sum();
    }

    @Override
    public void close() {
        training.close();
        optimizer.close();
        method.close();
    }
}
