package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AimHeadTest {
    private static final AimHead.Config SMALL = new AimHead.Config(3, 4, 2, 2, 2);

    @Test
    void namesAndShapesAreLightlys() {
        try (AimHead head = new AimHead(SMALL)) {
            assertEquals(
                    List.of(
                            "blocks.0.weight",
                            "blocks.1.norm.weight",
                            "blocks.1.norm.bias",
                            "blocks.1.mlp.fc1.weight",
                            "blocks.1.mlp.fc1.bias",
                            "blocks.1.mlp.fc2.weight",
                            "blocks.1.mlp.fc2.bias",
                            "blocks.2.norm.weight",
                            "blocks.2.norm.bias",
                            "blocks.2.mlp.fc1.weight",
                            "blocks.2.mlp.fc1.bias",
                            "blocks.2.mlp.fc2.weight",
                            "blocks.2.mlp.fc2.bias",
                            "blocks.3.weight",
                            "blocks.3.bias",
                            "blocks.4.weight"),
                    List.copyOf(head.state().keySet()));
            head.initialize(1);
            Map<String, Tensor> state = head.state();
            assertArrayEquals(new long[] {4, 3}, shape(state, "blocks.0.weight"));
            assertArrayEquals(new long[] {8, 4}, shape(state, "blocks.1.mlp.fc1.weight"));
            assertArrayEquals(new long[] {4, 8}, shape(state, "blocks.2.mlp.fc2.weight"));
            assertArrayEquals(new long[] {4}, shape(state, "blocks.3.weight"));
            assertArrayEquals(new long[] {2, 4}, shape(state, "blocks.4.weight"));
        }
    }

    @Test
    void thePapersHeadHasTwelveBlocksOfWidth2048() {
        AimHead.Config paper = AimHead.Config.of(1536, 588);
        assertEquals(new AimHead.Config(1536, 2048, 588, 12, 4), paper);
        assertThrows(IllegalArgumentException.class, () -> new AimHead.Config(0, 4, 2, 2, 2));
        assertThrows(IllegalArgumentException.class, () -> new AimHead.Config(3, 4, 2, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> new AimHead.Config(3, 4, 2, 2, 0));
        try (AimHead head = new AimHead(SMALL)) {
            assertEquals("AimHead[in=3, hidden=4, out=2, depth=2, mlpRatio=2]", head.toString());
        }
    }

    /** The formula written out, value by value. */
    @Test
    void blocksAddToWhatTheyGet() {
        try (AimHead head = new AimHead(SMALL);
                Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            head.initialize(5);
            Map<String, Tensor> state = head.state();
            // norms that scale and shift, so that each is seen to be where it belongs
            for (String name : List.of("blocks.1.norm", "blocks.2.norm", "blocks.3")) {
                state.get(name + ".weight").copyInPlace(Tensor.of(new float[] {1.5f, 0.5f, -1, 2}, 4));
                state.get(name + ".bias").copyInPlace(Tensor.of(new float[] {0.25f, -0.5f, 1, 0}, 4));
            }
            Tensor x = Tensor.of(new float[] {0.3f, -1.2f, 2, 1.1f, 0.7f, -0.4f}, 1, 2, 3);
            Tensor seen = head.forward(x);
            assertArrayEquals(new long[] {1, 2, 2}, seen.shape());
            double[] values = x.toDoubles();
            for (int token = 0; token < 2; token++) {
                double[] at = {values[token * 3], values[token * 3 + 1], values[token * 3 + 2]};
                at = linear(state, "blocks.0", at);
                for (int block = 1; block <= 2; block++) {
                    double[] inside =
                            linear(state, "blocks." + block + ".mlp.fc1", norm(state, "blocks." + block + ".norm", at));
                    for (int i = 0; i < inside.length; i++) {
                        inside[i] *= normalBelow(inside[i]);
                    }
                    double[] made = linear(state, "blocks." + block + ".mlp.fc2", inside);
                    for (int i = 0; i < at.length; i++) {
                        at[i] += made[i];
                    }
                }
                double[] expected = linear(state, "blocks.4", norm(state, "blocks.3", at));
                for (int i = 0; i < 2; i++) {
                    assertEquals(expected[i], seen.toDoubles()[token * 2 + i], 1e-5);
                    assertTrue(Math.abs(expected[i]) > 1e-3);
                }
            }
        }
    }

    private static long[] shape(Map<String, Tensor> state, String name) {
        return state.get(name).shape();
    }

    private static double[] linear(Map<String, Tensor> state, String name, double[] x) {
        double[] weight = state.get(name + ".weight").toDoubles();
        double[] sums = state.containsKey(name + ".bias")
                ? state.get(name + ".bias").toDoubles()
                : new double[weight.length / x.length];
        for (int i = 0; i < weight.length; i++) {
            sums[i / x.length] += weight[i] * x[i % x.length];
        }
        return sums;
    }

    private static double[] norm(Map<String, Tensor> state, String name, double[] x) {
        double mean = 0;
        double square = 0;
        for (double value : x) {
            mean += value / x.length;
            square += value * value / x.length;
        }
        double[] seen = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            seen[i] = (x[i] - mean)
                            / Math.sqrt(square - mean * mean + 1e-5)
                            * state.get(name + ".weight").toDoubles()[i]
                    + state.get(name + ".bias").toDoubles()[i];
        }
        return seen;
    }

    /** How likely a standard normal number is below x: a series that converges for any x. */
    private static double normalBelow(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; i < 200; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
