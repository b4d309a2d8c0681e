package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.NegativeCosine;
import dev.selfsame.loss.NormalizedMse;
import dev.selfsame.loss.NtXent;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.loss.SymmetricNegativeCosine;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Golden cases of losses: value and gradients, in float64 and in float32. */
final class LossCases {
    /** A loss of named inputs. */
    @FunctionalInterface
    interface NamedLoss {
        Loss apply(Map<String, Tensor> inputs);
    }

    private LossCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        check(goldenCase, LossCases::loss);
    }

    /** Holds a case, call by call, against the loss that is made for it. */
    static void check(JsonNode goldenCase, Function<JsonNode, NamedLoss> maker) {
        if (Golden.raisesInConstructor(goldenCase)) {
            assertThrows(IllegalArgumentException.class, () -> maker.apply(goldenCase));
            return;
        }
        NamedLoss loss = Nonfinite.orRefused(goldenCase, () -> maker.apply(goldenCase));
        if (loss == null) {
            return;
        }
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope()) {
                for (JsonNode step : Golden.steps(goldenCase)) {
                    checkStep(goldenCase, step, loss, dtype);
                }
            }
        }
    }

    private static void checkStep(JsonNode goldenCase, JsonNode step, NamedLoss loss, DType dtype) {
        Map<String, Tensor> inputs = inputs(step, dtype);
        if (step.path("expected").has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> loss.apply(inputs));
            return;
        }
        Loss result = Nonfinite.orRefused(step, () -> loss.apply(inputs));
        if (result != null) {
            checkResults(goldenCase, step, inputs, result);
        }
    }

    static void checkResults(JsonNode goldenCase, JsonNode caseOrStep, Map<String, Tensor> inputs, Loss loss) {
        assertEquals(
                inputs.values().iterator().next().dtype(), loss.total().dtype(), "the loss has the type of its inputs");
        if (loss.total().requiresGradient()) {
            loss.total().backward();
        }
        JsonNode expected = caseOrStep.get("expected");
        boolean gradients = !Golden.isGradientOpen(goldenCase, caseOrStep)
                && Nonfinite.gradientsCount(caseOrStep, loss.total().item());
        for (Iterator<String> keys = expected.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (key.equals("loss")) {
                Golden.assertResult(caseOrStep, key, loss.total());
            } else if (key.startsWith("grad_") && inputs.containsKey(key.substring(5))) {
                if (!gradients) {
                    continue;
                }
                Tensor gradient = inputs.get(key.substring(5)).gradient();
                if (expected.get(key).isNull()) {
                    assertNull(gradient, key + ": none should flow");
                } else {
                    assertNotNull(gradient, key);
                    Golden.assertResult(caseOrStep, key, gradient);
                }
            } else if (!key.equals("state")) { // which its own checker looks at
                fail("no check for the expected " + key);
            }
        }
    }

    /** Inputs by name; those for which a gradient is expected, or expected not to flow, collect one. */
    static Map<String, Tensor> inputs(JsonNode caseOrStep, DType dtype) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        JsonNode nodes = caseOrStep.get("inputs");
        for (Iterator<String> names = nodes.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!Golden.isTensor(nodes.get(name))) {
                continue; // says how to call, such as requires_grad, or that nothing is given
            }
            boolean gradient = Golden.requiresGradient(caseOrStep)
                    && caseOrStep.get("expected").has("grad_" + name);
            inputs.put(name, Golden.tensor(nodes.get(name), dtype).requireGradient(gradient));
        }
        return inputs;
    }

    private static NamedLoss loss(JsonNode goldenCase) {
        JsonNode args = goldenCase.path("args");
        switch (goldenCase.get("target").asText()) {
            case "NTXentLoss" -> {
                allow(args, "temperature");
                return pair(new NtXent(argument(args, "temperature", new NtXent().temperature())), "z0", "z1");
            }
            case "BarlowTwinsLoss" -> {
                allow(args, "lambda_param");
                double lambda = argument(args, "lambda_param", new BarlowTwinsLoss().lambda());
                return pair(new BarlowTwinsLoss(lambda, 1), "z0", "z1");
            }
            case "NegativeCosineSimilarity" -> {
                allow(args, "dim", "eps");
                NegativeCosine usual = new NegativeCosine();
                int dim = (int) argument(args, "dim", usual.dim());
                return pair(new NegativeCosine(dim, argument(args, "eps", usual.eps())), "x0", "x1");
            }
            case "SymNegCosineSimilarityLoss" -> {
                allow(args);
                SymmetricNegativeCosine loss = new SymmetricNegativeCosine();
                return in -> loss.apply(in.get("p0"), in.get("p1"), in.get("z0"), in.get("z1"));
            }
            case "neg_cosine" -> {
                allow(args);
                return in -> bothWays(new NegativeCosine(), in).mul(0.5);
            }
            case "two_minus_two_cos", "normalised_mse" -> {
                allow(args);
                return in -> bothWays(new NormalizedMse(), in);
            }
            default -> throw new AssertionError("no loss for the target " + goldenCase.get("target"));
        }
    }

    static NamedLoss pair(PairLoss loss, String first, String second) {
        return in -> loss.apply(in.get(first), in.get(second));
    }

    private static Loss bothWays(PairLoss loss, Map<String, Tensor> in) {
        return loss.apply(in.get("p0"), in.get("z1").detach())
                .add(loss.apply(in.get("p1"), in.get("z0").detach()));
    }

    /** Fails on an argument that isn't among the names, unless it is off: no memory bank, no other replicas. */
    static void allow(JsonNode args, String... names) {
        for (Iterator<String> given = args.fieldNames(); given.hasNext(); ) {
            String name = given.next();
            boolean off = Set.of("memory_bank_size", "gather_distributed").contains(name)
                    && List.of("0", "false").contains(args.get(name).asText());
            if (!off && !Set.of(names).contains(name)) {
                fail("no counterpart for the argument " + name);
            }
        }
    }

    static double argument(JsonNode args, String name, double otherwise) {
        return args.has(name) ? Golden.number(args.get(name)) : otherwise;
    }
}
