package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.distributed.TwoThreads;
import dev.selfsame.nn.SyncBatchNorm;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a replica has after some steps in float64 with synchronised batch norm, each on another batch, without an optimiser.
 *
 * @param losses of the steps
 * @param gradients of the trained parameters, of all steps together
 * @param state floating numbers: weights, averages, queues, centres
 * @param counts whole numbers: pointers, clusters, calls
 */
record Learned(
        List<Double> losses,
        Map<String, double[]> gradients,
        Map<String, double[]> state,
        Map<String, double[]> counts) {
    private static final int STEPS = 3; // so many that queues are full and used

    /** Some methods bring embeddings to float32 before they compare or keep them. */
    private static final double NEAR = 1e-5;

    /**
     * A replica's part of the steps.
     *
     * @param made the method, which is closed
     * @param batches makes so many images
     * @param images of the whole batch in a step
     */
    static Learned of(Replicas replicas, Method made, IntFunction<Batch> batches, int images) {
        try (Method method = made) {
            SyncBatchNorm.in(method.modules(), replicas);
            if (method instanceof SurveyingMethod surveying) {
                surveying.begin(STEPS * images);
            }
            method.modules().to(DType.FLOAT64);
            if (method instanceof SurveyingMethod surveying) {
                try (Scope scope = new Scope();
                        NoGrad guard = new NoGrad()) {
                    surveying.survey(part(batches.apply(STEPS * images), replicas, 0, STEPS * images));
                }
            }
            return steps(method, replicas, batches, images);
        }
    }

    private static Learned steps(Method method, Replicas replicas, IntFunction<Batch> batches, int images) {
        List<Double> losses = new ArrayList<>();
        method.beforeEpoch(new Progress(0, STEPS, 0, 1));
        for (int step = 0; step < STEPS; step++) {
            Progress at = new Progress(step, STEPS, 0, 1);
            method.beforeStep(at);
            try (Scope scope = new Scope()) {
                Batch part = part(batches.apply(STEPS * images), replicas, step * images, images);
                losses.add(TwoThreads.backward(replicas, method.loss(part).total()));
            }
            method.afterBackward(at);
            method.afterStep(at);
        }
        return new Learned(losses, gradients(method), numbers(method, true), numbers(method, false));
    }

    private static Map<String, double[]> gradients(Method method) {
        Map<String, double[]> gradients = new TreeMap<>();
        for (Method.Trained part : method.trained()) {
            part.module().parameters().forEach((name, parameter) -> {
                try (Scope scope = new Scope()) {
                    Tensor gradient = parameter.gradient();
                    if (gradient != null) {
                        gradients.put(part.name() + "." + name, gradient.toDoubles());
                    }
                }
            });
        }
        return gradients;
    }

    private static Map<String, double[]> numbers(Method method, boolean floating) {
        Map<String, double[]> numbers = new TreeMap<>();
        method.modules().state().forEach((name, tensor) -> {
            if (tensor.dtype().isFloating() == floating) {
                numbers.put(name, tensor.toDoubles());
            }
        });
        return numbers;
    }

    /** This replica's part of the images from one on, in float64. */
    private static Batch part(Batch all, Replicas replicas, int first, int count) {
        int n = count / replicas.size();
        int start = first + n * replicas.rank();
        List<View> views = all.views().stream()
                .map(view -> new View(
                        narrow(view.pixels(), start, n).to(DType.FLOAT64),
                        narrow(view.grid(), start, n),
                        narrow(view.regions(), start, n),
                        narrow(view.tokenMask(), start, n)))
                .toList();
        return new Batch(views, narrow(all.indices(), start, n), narrow(all.labels(), start, n));
    }

    private static @Nullable Tensor narrow(@Nullable Tensor rows, int start, int count) {
        return rows == null ? null : rows.narrow(0, start, count);
    }

    /** Holds that the replicas together learned the same, and that they keep the same. */
    void assertEqualTo(List<Learned> replicas) {
        Learned first = replicas.get(0);
        Learned second = replicas.get(1);
        for (int step = 0; step < STEPS; step++) {
            double expected = losses.get(step);
            assertEquals(expected, first.losses.get(step), NEAR * Math.max(1, Math.abs(expected)), "step " + step);
            assertEquals(first.losses.get(step), second.losses.get(step), NEAR, "step " + step);
        }
        assertFalse(gradients.isEmpty());
        assertEquals(gradients.keySet(), first.gradients.keySet());
        double largest =
                gradients.values().stream().mapToDouble(Learned::largest).max().orElseThrow();
        gradients.forEach((name, expected) -> {
            double[] sum = first.gradients.get(name).clone();
            double[] more = second.gradients.get(name);
            Arrays.setAll(sum, i -> sum[i] + more[i]);
            // Some are zero but for rounding, such as that of a bias before a norm.
            assertArrayEquals(expected, sum, NEAR * (largest(expected) + 0.01 * largest), "gradient of " + name);
        });
        state.forEach((name, expected) -> {
            assertArrayEquals(expected, first.state.get(name), NEAR * Math.max(1, largest(expected)), name);
            assertArrayEquals(first.state.get(name), second.state.get(name), 1e-12, name + " of both replicas");
        });
        counts.forEach((name, expected) -> {
            if (!name.equals("order.calls")) { // one replica by itself makes keys in the order of the queries
                assertArrayEquals(expected, first.counts.get(name), name);
            }
            assertArrayEquals(first.counts.get(name), second.counts.get(name), name + " of both replicas");
        });
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
