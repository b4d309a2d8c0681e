package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.loss.NegativeCosine;
import dev.selfsame.loss.NtXent;
import dev.selfsame.loss.SymmetricNegativeCosine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Golden cases of constructors: ours without arguments mean the same as Lightly's. */
final class LossDefaultsCases {
    private LossDefaultsCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        Map<String, Object> ours = ours(goldenCase.get("target").asText());
        JsonNode theirs = goldenCase.get("expected").get("defaults");
        assertEquals(ours.size(), theirs.size(), "number of arguments in " + theirs);
        for (Iterator<String> names = theirs.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = theirs.get(name);
            assertTrue(ours.containsKey(name), "no counterpart for the argument " + name);
            assertEquals(plain(value), ours.get(name), name);
        }
    }

    /** A number, a switch, a word, a list of these, or nothing. */
    private static @Nullable Object plain(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isArray()) {
            List<Object> values = new ArrayList<>();
            value.forEach(each -> values.add(plain(each)));
            return values;
        }
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : (Object) Golden.number(value);
    }

    static Map<String, Object> ours(String target) {
        switch (target) {
            case "NTXentLoss" -> {
                NtXent loss = new NtXent(); // has no memory bank; MoCoLoss has
                return Map.of(
                        "temperature",
                        loss.temperature(),
                        "memory_bank_size",
                        0.0,
                        "gather_distributed",
                        loss.replicas() != Replicas.ONE);
            }
            case "DCLLoss",
                    "DCLWLoss",
                    "MACLLoss",
                    "DirectCLRLoss",
                    "HypersphereLoss",
                    "CO2Regularizer",
                    "DSERegularizer" -> {
                return ContrastDefaults.of(target);
            }
            case "BarlowTwinsLoss" -> {
                BarlowTwinsLoss loss = new BarlowTwinsLoss();
                assertEquals(1, loss.scale());
                assertEquals(true, loss.centered());
                return Map.of("lambda_param", loss.lambda(), "gather_distributed", loss.replicas() != Replicas.ONE);
            }
            case "NegativeCosineSimilarity" -> {
                NegativeCosine loss = new NegativeCosine();
                return Map.of("dim", (double) loss.dim(), "eps", loss.eps());
            }
            case "SymNegCosineSimilarityLoss" -> {
                assertEquals(new NegativeCosine(), new SymmetricNegativeCosine().distance());
                return Map.of();
            }
            case "VICRegLoss",
                    "VICRegLLoss",
                    "TiCoLoss",
                    "WMSELoss",
                    "Whitening2d",
                    "FroSSLLoss",
                    "MMCRLoss",
                    "EMPSSLLoss",
                    "KoLeoLoss",
                    "SIGReg",
                    "LeJEPALoss",
                    "VISRegLoss" -> {
                return FeatureDefaults.of(target);
            }
            case "SwaVLoss",
                    "DINOLoss",
                    "IBOTPatchLoss",
                    "IBOTPlusPlusPatchLoss",
                    "MSNLoss",
                    "PMSNLoss",
                    "PMSNCustomLoss",
                    "CAPILoss",
                    "DetConSLoss",
                    "DetConBLoss",
                    "PatchKernelAlignmentLoss" -> {
                return ClusterDefaults.of(target);
            }
            default -> throw new AssertionError("no loss for the target " + target);
        }
    }
}
