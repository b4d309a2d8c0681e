package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Views;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ByolTest extends MethodContract {
    private static final ByolViews VIEWS = ByolViews.of(12);

    @Override
    MethodConfig config() {
        return config(0.9, true);
    }

    private static Byol.Config config(double tau, boolean rises) {
        return new Byol.Config(24, 16, 20, tau, rises, Byol.Objective.NEGATIVE_COSINE);
    }

    @Override
    boolean comparesImages() {
        return false;
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    /** The tensors below {@code online.} or {@code target.}, by the rest of their names. */
    private static Map<String, Tensor> below(Map<String, Tensor> tensors, String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        assertFalse(part.isEmpty());
        return part;
    }

    private static void assertEqual(Map<String, float[]> expected, Map<String, float[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
    }

    @Test
    void theTargetStartsAsTheOnlineNetwork() {
        try (Method method = make(1)) {
            Map<String, Tensor> state = method.modules().state();
            assertEqual(values(below(state, "online.")), values(below(state, "target.")));
        }
    }

    @Test
    void theTargetMovesByTheFormulaAndNothingElse() {
        moves(config(0.9, false), 0.9);
        // Paper, section 3.3: 1 − (1 − 0.9) (cos(π 25/100) + 1) / 2.
        moves(config(0.9, true), 1 - 0.1 * (Math.cos(Math.PI / 4) + 1) / 2);
        moves(config(0, false), 0);
        moves(config(1, false), 1);
    }

    private void moves(Byol.Config config, double tau) {
        try (Method method = make(config, 1)) {
            steps(method, 2, 0.05);
            shake(method);
            Map<String, Tensor> parameters = method.modules().parameters();
            Map<String, float[]> online = values(below(parameters, "online."));
            Map<String, float[]> before = values(below(parameters, "target."));
            Map<String, float[]> statistics = values(method.modules().buffers());
            method.afterStep(new Progress(25, 100, 1, 4));
            assertEqual(online, values(below(parameters, "online.")));
            assertEqual(statistics, values(method.modules().buffers()));
            Map<String, float[]> after = values(below(parameters, "target."));
            after.forEach((name, values) -> {
                for (int i = 0; i < values.length; i++) {
                    double expected = tau * before.get(name)[i] + (1 - tau) * online.get(name)[i];
                    assertEquals(expected, values[i], 1e-6 * Math.max(1, Math.abs(expected)), name);
                }
            });
        }
    }

    /** Moves the online network away from the target, so that a wrong formula shows. */
    private static void shake(Method method) {
        try (NoGrad guard = new NoGrad()) {
            below(method.modules().parameters(), "online.").values().forEach(tensor -> tensor.mulInPlace(1.7));
        }
    }

    @Test
    void theTargetTrainsOnStatisticsOfItsOwn() {
        try (Method method = make(1)) {
            shake(method);
            steps(method, 1, 0.02);
            Map<String, Tensor> buffers = method.modules().buffers();
            Map<String, float[]> online = values(below(buffers, "online."));
            Map<String, float[]> target = values(below(buffers, "target."));
            String mean = "encoder.bn1.running_mean";
            assertTrue(Arrays.stream(toDoubles(target.get(mean))).anyMatch(value -> value != 0));
            assertFalse(Arrays.equals(online.get(mean), target.get(mean)));
            // Two views a step, each a batch of its own.
            assertEquals(
                    2, buffers.get("target.encoder.bn1.num_batches_tracked").item());
            assertEquals(
                    2, buffers.get("online.encoder.bn1.num_batches_tracked").item());
        }
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    @Test
    void theObjectivesDifferByAFactorAndAConstant() {
        try (Method cosine = make(config(0.9, true), 1);
                Method mse = make(new Byol.Config(24, 16, 20, 0.9, true, Byol.Objective.NORMALIZED_MSE), 1)) {
            assertEquals(4 + 4 * loss(cosine), loss(mse), 1e-5);
        }
    }
}
