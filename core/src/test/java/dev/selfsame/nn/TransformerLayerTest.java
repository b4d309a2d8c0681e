package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformerLayerTest {
    private static final int D = 4;
    private static final int HEADS = 2;

    private static Tensor tokens(int images, int length) {
        float[] values = new float[images * length * D];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(1 + i * 1.7);
        }
        return Tensor.of(values, images, length, D);
    }

    @Test
    void namesAreTorchs() {
        try (TransformerLayer layer = new TransformerLayer(D, HEADS, 8)) {
            assertEquals(
                    List.of(
                            "self_attn.in_proj_weight",
                            "self_attn.in_proj_bias",
                            "self_attn.out_proj.weight",
                            "self_attn.out_proj.bias",
                            "linear1.weight",
                            "linear1.bias",
                            "linear2.weight",
                            "linear2.bias",
                            "norm1.weight",
                            "norm1.bias",
                            "norm2.weight",
                            "norm2.bias"),
                    List.copyOf(layer.state().keySet()));
        }
    }

    /** The formula written out, token by token and head by head. */
    @Test
    void attentionIsTheMeanOfValuesByAgreement() {
        int length = 3;
        try (SelfAttention attention = new SelfAttention(D, HEADS);
                Scope scope = new Scope()) {
            attention.initialize(3);
            Map<String, Tensor> state = attention.state();
            double[] in = state.get("in_proj_weight").toDoubles();
            double[] out = state.get("out_proj.weight").toDoubles();
            double[] x = tokens(1, length).toDoubles();
            double[][] mixed = new double[length][D];
            int width = D / HEADS;
            for (int head = 0; head < HEADS; head++) {
                for (int i = 0; i < length; i++) {
                    double[] weight = new double[length];
                    double sum = 0;
                    for (int j = 0; j < length; j++) {
                        double product = 0;
                        for (int k = head * width; k < (head + 1) * width; k++) {
                            product += row(in, k, x, i) * row(in, D + k, x, j);
                        }
                        weight[j] = Math.exp(product / Math.sqrt(width));
                        sum += weight[j];
                    }
                    for (int j = 0; j < length; j++) {
                        for (int k = head * width; k < (head + 1) * width; k++) {
                            mixed[i][k] += weight[j] / sum * row(in, 2 * D + k, x, j);
                        }
                    }
                }
            }
            float[] expected = new float[length * D];
            for (int i = 0; i < length; i++) {
                for (int k = 0; k < D; k++) {
                    for (int m = 0; m < D; m++) {
                        expected[i * D + k] += (float) (out[k * D + m] * mixed[i][m]);
                    }
                }
            }
            assertArrayEquals(expected, attention.forward(tokens(1, length)).toFloats(), 1e-5f);
        }
    }

    private static double row(double[] weight, int row, double[] x, int token) {
        double sum = 0;
        for (int m = 0; m < D; m++) {
            sum += weight[row * D + m] * x[token * D + m];
        }
        return sum;
    }

    @Test
    void whatIsMadeIsAddedAndNormalised() {
        try (TransformerLayer layer = new TransformerLayer(D, HEADS, 8);
                SelfAttention attention = new SelfAttention(D, HEADS);
                Linear widen = new Linear(D, 8);
                Linear narrow = new Linear(8, D);
                LayerNorm norm = new LayerNorm(D);
                Scope scope = new Scope()) {
            layer.initialize(5);
            attention.load(below(layer, "self_attn."));
            widen.load(below(layer, "linear1."));
            narrow.load(below(layer, "linear2."));
            norm.load(below(layer, "norm1."));
            Tensor x = tokens(2, 3);
            Tensor mixed = norm.forward(x.add(attention.forward(x)));
            Tensor made = narrow.forward(widen.forward(mixed).relu());
            assertArrayEquals(
                    norm.forward(mixed.add(made)).toFloats(), layer.forward(x).toFloats(), 1e-6f);
        }
    }

    private static Map<String, Tensor> below(Module module, String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        module.state().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }

    @Test
    void wrongShapesAreRefusedInWords() {
        assertEquals(
                "3 heads don't divide 4 dimensions",
                assertThrows(IllegalArgumentException.class, () -> new SelfAttention(4, 3))
                        .getMessage());
    }
}
