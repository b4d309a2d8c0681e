package dev.selfsame.golden;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.EmpSslLoss;
import dev.selfsame.loss.FroSslLoss;
import dev.selfsame.loss.KoLeo;
import dev.selfsame.loss.MmcrLoss;
import dev.selfsame.loss.SigReg;
import dev.selfsame.loss.VicRegLLoss;
import dev.selfsame.loss.VicRegLoss;
import dev.selfsame.loss.VisRegLoss;
import dev.selfsame.loss.WMseLoss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the losses on feature statistics mean without arguments, under Lightly's names. */
final class FeatureDefaults {
    private FeatureDefaults() {}

    static Map<String, Object> of(String target) {
        return switch (target) {
            case "VICRegLoss" -> vicReg(new VicRegLoss());
            case "VICRegLLoss" -> vicRegL(new VicRegLLoss());
            case "TiCoLoss" -> Map.of("beta", 0.9, "rho", 8.0, "gather_distributed", false);
            case "WMSELoss" -> wMse(WMseLoss.Config.of(128));
            case "Whitening2d" ->
                Map.of("num_features", "required", "momentum", 0.01, "track_running_stats", true, "eps", 0.0);
            case "FroSSLLoss" -> Map.of("invariance_weight", new FroSslLoss().invarianceWeight());
            case "MMCRLoss" -> Map.of("lmda", new MmcrLoss().lambda());
            case "EMPSSLLoss" ->
                Map.of("tcr_eps", new EmpSslLoss().eps(), "inv_coef", new EmpSslLoss().invarianceWeight());
            case "KoLeoLoss" -> Map.of("p", new KoLeo().p(), "eps", new KoLeo().eps());
            case "SIGReg" -> sigReg("", new SigReg.Config());
            case "LeJEPALoss" -> leJepa();
            case "VISRegLoss" -> visReg(new VisRegLoss.Config());
            default -> throw new AssertionError("no loss for the target " + target);
        };
    }

    private static Map<String, Object> vicReg(VicRegLoss loss) {
        return Map.of(
                "lambda_param", loss.lambda(),
                "mu_param", loss.mu(),
                "nu_param", loss.nu(),
                "eps", loss.eps(),
                "gather_distributed", loss.replicas() != Replicas.ONE);
    }

    private static Map<String, Object> vicRegL(VicRegLLoss loss) {
        Map<String, Object> defaults = new HashMap<>(vicReg(loss.global()));
        defaults.put("alpha", loss.alpha());
        defaults.put("num_matches", List.of((double) loss.matches(), (double) loss.matchesBack()));
        return defaults;
    }

    private static Map<String, Object> wMse(WMseLoss.Config config) {
        return Map.of(
                "embedding_dim",
                (double) config.dimensions(),
                "momentum",
                config.momentum(),
                "eps",
                config.eps(),
                "track_running_stats",
                config.tracking(),
                "w_iter",
                (double) config.iterations(),
                "w_size",
                (double) config.size(),
                "loss_fn",
                "norm_mse_loss",
                "num_samples",
                2.0); // ours takes any number of views
    }

    private static Map<String, Object> sigReg(String prefix, SigReg.Config config) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(prefix + "knots", (double) config.knots());
        defaults.put(prefix + "t_max", config.limit());
        defaults.put(prefix + "num_vectors", (double) config.directions());
        defaults.put("gather_distributed", false);
        return defaults;
    }

    private static Map<String, Object> leJepa() {
        Map<String, Object> defaults = sigReg("sigreg_", new SigReg.Config());
        defaults.put("lambda_param", 0.05);
        return defaults;
    }

    private static Map<String, Object> visReg(VisRegLoss.Config config) {
        return Map.of(
                "lambda_param", config.lambda(),
                "num_slices", (double) config.slices(),
                "lambda_scale", config.scale(),
                "lambda_shape", config.shape(),
                "lambda_center", config.center(),
                "eps", config.eps(),
                "gather_distributed", false);
    }
}
