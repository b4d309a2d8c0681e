package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Co2;
import dev.selfsame.loss.DclLoss;
import dev.selfsame.loss.DclwLoss;
import dev.selfsame.loss.DirectClrLoss;
import dev.selfsame.loss.Dse;
import dev.selfsame.loss.Hypersphere;
import dev.selfsame.loss.Macl;
import dev.selfsame.loss.NtXent;
import java.util.HashMap;
import java.util.Map;

/** Our defaults of the losses with negatives, by Lightly's names. */
final class ContrastDefaults {
    private ContrastDefaults() {}

    static Map<String, Object> of(String target) {
        switch (target) {
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
                Map<String, Object> ours = new HashMap<>(LossDefaultsCases.ours("NTXentLoss"));
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
            default -> throw new AssertionError("no loss for the target " + target);
        }
    }
}
