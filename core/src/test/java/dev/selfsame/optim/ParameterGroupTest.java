package dev.selfsame.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterGroupTest {
    @Test
    void splitPutsBiasesAndNormsApart() {
        try (Scope scope = new Scope()) {
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            parameters.put("conv.weight", Tensor.zeros(DType.FLOAT32, 2, 3, 3, 3));
            parameters.put("bn.weight", Tensor.zeros(DType.FLOAT32, 2));
            parameters.put("bn.bias", Tensor.zeros(DType.FLOAT32, 2));
            parameters.put("fc.weight", Tensor.zeros(DType.FLOAT32, 5, 2));
            List<ParameterGroup> groups = ParameterGroup.split(parameters, 1e-6, 0.024);
            assertEquals(
                    List.of("conv.weight", "fc.weight"),
                    List.copyOf(groups.get(0).parameters().keySet()));
            assertEquals(
                    List.of("bn.weight", "bn.bias"),
                    List.copyOf(groups.get(1).parameters().keySet()));
            assertEquals(1e-6, groups.get(0).weightDecay());
            assertEquals(0, groups.get(1).weightDecay());
            assertEquals(1, groups.get(0).learningRateScale());
            assertEquals(0.024, groups.get(1).learningRateScale());
            assertTrue(groups.get(0).adapt());
            assertFalse(groups.get(1).adapt());
            assertEquals(1, ParameterGroup.split(groups.get(1).parameters(), 0).size());
        }
    }

    @Test
    void normsOrBiasesMayDecayAlone() {
        try (Scope scope = new Scope()) {
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            parameters.put("conv.weight", Tensor.zeros(DType.FLOAT32, 2, 3, 3, 3));
            parameters.put("conv.bias", Tensor.zeros(DType.FLOAT32, 2));
            parameters.put("bn.weight", Tensor.zeros(DType.FLOAT32, 2));
            parameters.put("bn.bias", Tensor.zeros(DType.FLOAT32, 2));
            parameters.put("scale", Tensor.zeros(DType.FLOAT32, 2));
            parameters.put("head.bias", Tensor.zeros(DType.FLOAT32, 2));
            parameters.put("head.weight_v", Tensor.zeros(DType.FLOAT32, 2, 2));
            List<String> biases = List.of("conv.bias", "head.bias");
            List<String> norms = List.of("bn.weight", "bn.bias", "scale");
            assertEquals(biases, decayless(parameters, true, false));
            assertEquals(norms, decayless(parameters, false, true));
            assertEquals(1, ParameterGroup.split(parameters, 0.1, 1, true, true).size());
            assertEquals(ParameterGroup.split(parameters, 0.1), ParameterGroup.split(parameters, 0.1, 1, false, false));
        }
    }

    private static List<String> decayless(Map<String, Tensor> parameters, boolean norms, boolean biases) {
        List<ParameterGroup> groups = ParameterGroup.split(parameters, 0.1, 1, norms, biases);
        assertEquals(2, groups.size());
        assertEquals(0.1, groups.get(0).weightDecay());
        assertTrue(groups.get(0).adapt());
        assertEquals(0, groups.get(1).weightDecay());
        return List.copyOf(groups.get(1).parameters().keySet());
    }

    @Test
    void impossibleNumbersAreRefusedByName() {
        try (Scope scope = new Scope()) {
            Map<String, Tensor> one = Map.of("p", Tensor.zeros(DType.FLOAT32, 2));
            for (double value : new double[] {-1, Double.NaN, 1e9}) {
                assertRefused("weightDecay of group g", () -> new ParameterGroup("g", one, 1, value, true));
                assertRefused("learningRateScale of group g", () -> new ParameterGroup("g", one, value, 0, true));
            }
            assertRefused("parameter group g", () -> new ParameterGroup("g", Map.of(), 1, 0, true));
        }
    }

    private static void assertRefused(String start, Runnable make) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, make::run);
        assertTrue(e.getMessage().startsWith(start), e.getMessage());
    }
}
