package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads golden cases and holds results against them, with the bounds that the golden values' own README gives. Of the
 * expected tensor, E is the largest absolute value.
 */
final class Golden {
    /** Each case is run in both. */
    static final List<DType> PRECISIONS = List.of(DType.FLOAT64, DType.FLOAT32);

    /** Set by {@link GoldenRun} on cases and steps of files that are not those of this library. */
    static final String FOREIGN = "foreign";

    private Golden() {}

    // ---- reading ----

    /**
     * Whether the case comes from a folder given by {@code -Dgolden}. There the bounds are those of the golden values' README
     * throughout; in the files of this library some are narrower, where ours is known to be exact.
     */
    static boolean isForeign(JsonNode caseOrStep) {
        return caseOrStep.path(FOREIGN).asBoolean(false);
    }

    /** The calls of a case, in order: its steps, or the case itself. */
    static List<JsonNode> steps(JsonNode goldenCase) {
        List<JsonNode> steps = new ArrayList<>();
        goldenCase.path("steps").forEach(steps::add);
        return steps.isEmpty() ? List.of(goldenCase) : steps;
    }

    /** Whether inputs carry a gradient in a call: a switch of the step, in some files one of its inputs. */
    static boolean requiresGradient(JsonNode caseOrStep) {
        JsonNode ofStep = caseOrStep.path("requires_grad");
        JsonNode said = ofStep.isMissingNode() ? caseOrStep.path("inputs").path("requires_grad") : ofStep;
        return said.asBoolean(true);
    }

    /** Whether the case raises in the constructor, so that there is no call. */
    static boolean raisesInConstructor(JsonNode goldenCase) {
        return goldenCase.path("expected").path("raised_in").asText().equals("constructor");
    }

    /**
     * Puts a given state, {@code init}, into a module that has been made and converted; a part's buffer may have the part's name
     * and a dot before the name that the case gives it.
     */
    static void load(JsonNode goldenCase, Module module) {
        for (Iterator<String> names = goldenCase.path("init").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Tensor value = tensor(goldenCase.get("init").get(name));
            Tensor held = named(module.state(), name);
            assertArrayEquals(value.shape(), held.shape(), "init " + name + ": shape");
            try (NoGrad guard = new NoGrad()) {
                held.copyInPlace(value);
            }
        }
    }

    /** A tensor by its name, or by the end of its name after a dot. */
    static Tensor named(Map<String, Tensor> state, String name) {
        return state.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().endsWith("." + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing named " + name + " among " + state.keySet()));
    }

    /** Whether the node is a tensor: shape and data. */
    static boolean isTensor(JsonNode node) {
        return node.has("shape") && node.has("data");
    }

    /** A tensor of the case: float64, or int64, uint8 or bool where it says so. */
    static Tensor tensor(JsonNode node) {
        return tensor(node, DType.FLOAT64);
    }

    /** A tensor of the case: in {@code floating} if it is floating, else int64, uint8 or bool as it says. */
    static Tensor tensor(JsonNode node, DType floating) {
        Tensor values = Tensor.of(numbers(node), shape(node));
        DType dtype =
                node.has("dtype") ? DType.valueOf(node.get("dtype").asText().toUpperCase(Locale.ROOT)) : floating;
        return dtype == DType.FLOAT64 ? values : values.to(dtype);
    }

    /** The shape of a tensor node. */
    static long[] shape(JsonNode node) {
        long[] shape = new long[node.get("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.get("shape").get(i).asLong();
        }
        return shape;
    }

    /** The values of a tensor node, an array of numbers or one number. */
    static double[] numbers(JsonNode node) {
        JsonNode data = node.isObject() ? node.get("data") : node;
        if (!data.isArray()) {
            return new double[] {number(data)};
        }
        double[] values = new double[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(data.get(i));
        }
        return values;
    }

    /** One number; NaN and the infinities are written as strings. */
    static double number(JsonNode node) {
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? 1 : 0;
        }
        return switch (node.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("not a number: " + node);
        };
    }

    // ---- comparing ----

    /**
     * Holds a result against {@code expected.KEY} of a case or a step, with its {@code float32_error.KEY}; the bound
     * follows the type of the result.
     */
    static void assertResult(JsonNode caseOrStep, String key, Tensor actual) {
        JsonNode expected = caseOrStep.path("expected").path(key);
        if (expected.isMissingNode()) {
            fail("the case expects no " + key);
        }
        if (isTensor(expected)) {
            assertArrayEquals(shape(expected), actual.shape(), key + ": shape");
        } else {
            assertEquals(1, actual.count(), key + ": number of values");
        }
        double error = float32Error(caseOrStep, key);
        boolean nonfinite = Nonfinite.isExpected(caseOrStep);
        assertClose(key, numbers(expected), actual.toDoubles(), actual.dtype(), error, nonfinite);
    }

    /** PyTorch's own float32 deviation: 0 where it isn't given, infinite where only one of its two runs was finite. */
    static double float32Error(JsonNode caseOrStep, String key) {
        JsonNode error = caseOrStep.path("float32_error");
        error = error.isObject() ? error.path(key) : error;
        return error.isMissingNode() ? 0 : error.isNumber() ? error.asDouble() : Double.POSITIVE_INFINITY;
    }

    /** Float64 and float32, but for cases of which the note says that float32 can't do them. */
    static List<DType> precisions(JsonNode goldenCase) {
        String note = goldenCase.path("note").asText();
        boolean open = note.contains("float32 cannot reproduce") || note.contains("float32 loses");
        return isForeign(goldenCase) && open ? List.of(DType.FLOAT64) : PRECISIONS;
    }

    /** Whether a case's note says that its gradients depend on a guard that PyTorch happens to have. */
    static boolean isGradientOpen(JsonNode goldenCase, JsonNode step) {
        String note = goldenCase.path("note").asText() + step.path("note").asText();
        return isForeign(step) && note.contains("only worth comparing if you use the same guard");
    }

    /** Holds values against expected ones with the bound of {@link #bound}; what isn't finite must be equal. */
    static void assertClose(String what, double[] expected, double[] actual, DType dtype, double float32Error) {
        assertClose(what, expected, actual, dtype, float32Error, false);
    }

    /** As above, where {@code nonfinite} says that something better may stand for what isn't finite. */
    static void assertClose(
            String what, double[] expected, double[] actual, DType dtype, double error, boolean nonfinite) {
        assertEquals(expected.length, actual.length, what + ": number of values");
        double bound = bound(what, expected, dtype, error);
        for (int i = 0; i < expected.length; i++) {
            if (!Double.isFinite(expected[i])) {
                if (!nonfinite || !Nonfinite.isNoWorse(expected[i], actual[i])) {
                    assertEquals(expected[i], actual[i], what + "[" + i + "] in " + dtype);
                }
            } else if (!(Math.abs(expected[i] - actual[i]) <= bound)) {
                fail(what + "[" + i + "] in " + dtype + ": expected " + expected[i] + ", got " + actual[i]
                        + ", which is " + Math.abs(expected[i] - actual[i]) + " off; allowed " + bound);
            }
        }
    }

    /**
     * The largest difference allowed: in float64 {@code 1e-9 E + 1e-11}, in float32 {@code 1e-5 E + 1e-6 + 10 ·
     * float32Error}; for a gradient ({@code grad_…}) that should be 0, 1e-6.
     */
    static double bound(String what, double[] expected, DType dtype, double float32Error) {
        double largest = Arrays.stream(expected)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        if (what.startsWith("grad") && largest < 1e-12) {
            return 1e-6;
        }
        return switch (dtype) {
            case FLOAT64 -> 1e-9 * largest + 1e-11;
            case FLOAT32 -> 1e-5 * largest + 1e-6 + 10 * float32Error;
            default -> 0;
        };
    }
}
