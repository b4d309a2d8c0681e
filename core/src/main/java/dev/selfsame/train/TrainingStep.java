package dev.selfsame.train;

import dev.selfsame.data.LoadedBatch;
import dev.selfsame.loss.Loss;
import dev.selfsame.method.Method;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.SurveyingMethod;
import dev.selfsame.optim.Gradients;
import dev.selfsame.optim.GroupSchedules;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A step of the optimiser: batches, their mean loss and gradient, the update, and the method's word at each stage. */
final class TrainingStep implements AutoCloseable {
    private final Method method;
    private final Optimizer optimizer;
    private final GroupSchedules rates;
    private final Recipe recipe;
    private final RunSettings settings;
    private final Configuration configuration;
    private final Kept embedding = new Kept();
    private final Kept counterpart = new Kept();
    private final Kept features = new Kept();

    TrainingStep(Configuration configuration, Method method, Optimizer optimizer, GroupSchedules rates) {
        this.method = method;
        this.optimizer = optimizer;
        this.rates = rates;
        this.configuration = configuration;
        this.recipe = configuration.recipe();
        this.settings = configuration.run();
    }

    /**
     * What a step came to. The tensors are of its last batch, until the next step writes over them.
     *
     * @param loss the total, the mean over the batches of the step
     * @param terms of the loss by name, the mean as well
     * @param learningRate the common one
     * @param measures what the method says of itself, by name
     * @param embedding what the loss compares, [N, D], or null
     * @param counterpart another view's, the first dimensions: [N, min(D, {@link Snapshots#DIMENSIONS})], or null
     * @param features of the backbone, [N, features], or null
     */
    record Result(
            double loss,
            Map<String, Double> terms,
            double learningRate,
            Map<String, Double> measures,
            @Nullable Tensor embedding,
            @Nullable Tensor counterpart,
            @Nullable Tensor features) {}

    /**
     * Takes a step.
     *
     * @param at the progress before it
     * @param batches gives the next batch
     * @throws RunException if the loss is not finite; then nothing was changed but the statistics of batch norms
     */
    Result run(Progress at, Supplier<LoadedBatch> batches) {
        method.modules().atStep(settings.seed(), at.step());
        method.beforeStep(at);
        double rate = rates.learningRate().at(at);
        Map<String, Double> terms = new LinkedHashMap<>();
        double total = 0;
        for (int i = 0; i < recipe.accumulate(); i++) {
            LoadedBatch loaded = batches.get();
            try (Scope scope = new Scope()) {
                total += backward(seen(() -> method.loss(batch(loaded))), terms, scope, at);
            } finally {
                loaded.release();
            }
        }
        method.afterBackward(at);
        if (recipe.optimizer().clipNorm() > 0) {
            Gradients.clip(
                    method.modules().parameters().values(), recipe.optimizer().clipNorm());
        }
        optimizer.step(rates.at(at));
        optimizer.clearGradients();
        method.afterStep(at);
        return new Result(total, terms, rate, method.measures(), embedding.tensor, counterpart.tensor, features.tensor);
    }

    /** Shows a batch to a method before the first step. */
    void survey(SurveyingMethod surveying, LoadedBatch loaded) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Batch batch = batch(loaded);
            seen(() -> {
                surveying.survey(batch);
                return batch;
            });
        } finally {
            loaded.release();
        }
    }

    /** Adds a batch's share to the gradients and the terms, and gives its share of the loss. */
    private double backward(Loss loss, Map<String, Double> terms, Scope scope, Progress at) {
        double value = loss.total().item();
        if (!Double.isFinite(value)) {
            throw notFinite(value, loss, at);
        }
        double share = 1.0 / recipe.accumulate();
        (recipe.accumulate() == 1 ? loss.total() : loss.total().mul(share)).backward();
        loss.terms().forEach((name, term) -> terms.merge(name, term.item() * share, Double::sum));
        embedding.see(loss.embedding(), scope);
        Tensor other = loss.counterpart();
        counterpart.see(other == null ? null : Snapshots.first(other), scope);
        features.see(loss.features(), scope);
        return value * share;
    }

    /** In the run's precision. */
    private <T> T seen(Supplier<T> forward) {
        if (settings.precision() != Precision.BF16) {
            return forward.get();
        }
        try (Autocast cast = Autocast.to(DType.BFLOAT16, settings.device())) {
            return forward.get();
        }
    }

    private Batch batch(LoadedBatch loaded) {
        Batch batch = loaded.tensors();
        if (settings.device().equals(Device.CPU)) {
            return batch;
        }
        List<View> moved = batch.views().stream()
                .map(view -> new View(
                        view.pixels().to(settings.device()),
                        moved(view.grid()),
                        moved(view.regions()),
                        moved(view.tokenMask())))
                .toList();
        return new Batch(moved, batch.indices().to(settings.device()), moved(batch.labels()));
    }

    private @Nullable Tensor moved(@Nullable Tensor tensor) {
        return tensor == null ? null : tensor.to(settings.device());
    }

    private RunException notFinite(double value, Loss loss, Progress at) {
        StringBuilder terms = new StringBuilder();
        loss.terms().forEach((name, term) -> terms.append(terms.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(term.item()));
        return new RunException("the loss is " + value + " at step " + (at.step() + 1) + " (" + terms + "): try "
                + LikelyCauses.or(LikelyCauses.remediesOfDivergence(configuration)) + "; the last checkpoint stays");
    }

    @Override
    public void close() {
        embedding.close();
        counterpart.close();
        features.close();
    }

    /**
     * A tensor of the last batch, copied into memory of the processor that stays the same over the run: the tensor itself, kept beyond its
     * step, would lie in the midst of what the step frees.
     */
    private static final class Kept implements AutoCloseable {
        @Nullable
        Tensor tensor;

        void see(@Nullable Tensor of, Scope scope) {
            if (of == null) {
                close();
            } else if (tensor != null && tensor.dtype() == of.dtype() && Arrays.equals(tensor.shape(), of.shape())) {
                tensor.copyInPlace(of);
            } else {
                close();
                tensor = scope.keep(Tensor.zeros(of.dtype(), of.shape()));
                tensor.copyInPlace(of);
            }
        }

        @Override
        public void close() {
            if (tensor != null) {
                tensor.close();
                tensor = null;
            }
        }
    }
}
