package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.loss.Co2;
import dev.selfsame.loss.DclLoss;
import dev.selfsame.loss.DclwLoss;
import dev.selfsame.loss.DirectClrLoss;
import dev.selfsame.loss.Dse;
import dev.selfsame.loss.Hypersphere;
import dev.selfsame.loss.Macl;
import dev.selfsame.loss.NegativeCosine;
import dev.selfsame.loss.NtXent;
import dev.selfsame.loss.SymmetricNegativeCosine;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

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
            Object plain = value.isNull()
                    ? null
                    : value.isBoolean() ? (Object) value.asBoolean() : (Object) Golden.number(value);
            assertEquals(plain, ours.get(name), name);
        }
    }

    private static Map<String, Object> ours(String target) {
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
            case "DCLLoss" -> {
                DclLoss loss = new DclLoss();
                Map<String, Object> ours = new HashMap<>();
                ours.put("temperature", loss.temperature());
                ours.put("weight_fn", loss.weights() == DclLoss.Weights.ONE ? null : loss.weights());
                ours.put("gather_distributed", loss.replicas() != Replicas.ONE);
                return ours;
            }
            case "DCLWLoss" -> {
                DclwLoss loss = new DclwLoss();
                boolean gathers = loss.replicas() != Replicas.ONE;
                return Map.of("temperature", loss.temperature(), "sigma", loss.sigma(), "gather_distributed", gathers);
            }
            case "MACLLoss" -> {
                Macl loss = new Macl();
                return Map.of("temperature", loss.temperature(), "alpha", loss.alpha(), "A_0", loss.a0());
            }
            case "DirectCLRLoss" -> {
                DirectClrLoss loss = new DirectClrLoss();
                Map<String, Object> ours = new HashMap<>(ours("NTXentLoss"));
                assertEquals(new NtXent(), loss.loss());
                ours.put("loss_dim", (double) loss.dimensions());
                return ours;
            }
            case "HypersphereLoss" -> {
                Hypersphere loss = new Hypersphere();
                assertEquals(2, loss.t()); // the paper's, where Lightly has 1
                return Map.of("t", 1.0, "lam", loss.lambda(), "alpha", loss.alpha());
            }
            case "CO2Regularizer" -> {
                Co2 loss = new Co2();
                double size = loss.bank() == null ? 0 : loss.bank().size();
                return Map.of("alpha", loss.alpha(), "t_consistency", loss.temperature(), "memory_bank_size", size);
            }
            case "DSERegularizer" -> {
                Dse.Config config = new Dse.Config();
                return Map.of(
                        "weight",
                        config.weight(),
                        "normalize",
                        config.normalize(),
                        "local_clusters",
                        (double) config.localClusters(),
                        "global_clusters",
                        (double) config.globalClusters(),
                        "max_kmeans_iters",
                        (double) config.iterations(),
                        "tol",
                        config.tolerance());
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
            default -> throw new AssertionError("no loss for the target " + target);
        }
    }
}
