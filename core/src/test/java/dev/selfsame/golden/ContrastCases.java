package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.golden.LossCases.NamedLoss;
import dev.selfsame.loss.Co2;
import dev.selfsame.loss.DclLoss;
import dev.selfsame.loss.DclwLoss;
import dev.selfsame.loss.DirectClrLoss;
import dev.selfsame.loss.Dse;
import dev.selfsame.loss.GivenDraws;
import dev.selfsame.loss.Hypersphere;
import dev.selfsame.loss.Macl;
import dev.selfsame.loss.NtXent;
import dev.selfsame.loss.PairLoss;

/** Golden cases of losses with negatives in the batch. */
final class ContrastCases {
    private ContrastCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        if (BankCases.hasBank(goldenCase)) {
            BankCases.check(goldenCase, file);
        } else if (goldenCase.get("target").asText().equals("NTXentLoss")) {
            LossCases.check(goldenCase, file);
        } else {
            LossCases.check(goldenCase, ContrastCases::loss);
        }
    }

    private static NamedLoss loss(JsonNode goldenCase) {
        if (goldenCase.get("target").asText().equals("DSERegularizer")) {
            Dse.Config config = dse(goldenCase.path("args"));
            return in -> GivenDraws.dse(config, in.get("representations"), goldenCase.path("draws"));
        }
        return LossCases.pair(pair(goldenCase), "z0", "z1");
    }

    private static PairLoss pair(JsonNode goldenCase) {
        JsonNode args = goldenCase.path("args");
        switch (goldenCase.get("target").asText()) {
            case "DCLLoss" -> {
                LossCases.allow(args, "temperature", "weight_fn");
                double temperature = LossCases.argument(args, "temperature", new DclLoss().temperature());
                return new DclLoss(temperature, weights(args.path("weight_fn")), Replicas.ONE);
            }
            case "DCLWLoss" -> {
                LossCases.allow(args, "temperature", "sigma");
                DclwLoss usual = new DclwLoss();
                return new DclwLoss(
                        LossCases.argument(args, "temperature", usual.temperature()),
                        LossCases.argument(args, "sigma", usual.sigma()));
            }
            case "MACLLoss" -> {
                LossCases.allow(args, "temperature", "alpha", "A_0");
                Macl usual = new Macl();
                return new Macl(
                        LossCases.argument(args, "temperature", usual.temperature()),
                        LossCases.argument(args, "alpha", usual.alpha()),
                        LossCases.argument(args, "A_0", usual.a0()));
            }
            case "HypersphereLoss" -> {
                LossCases.allow(args, "t", "lam", "alpha");
                Hypersphere usual = new Hypersphere();
                return new Hypersphere(
                        LossCases.argument(args, "t", 1), // Lightly's; ours is 2
                        LossCases.argument(args, "lam", usual.lambda()),
                        LossCases.argument(args, "alpha", usual.alpha()));
            }
            case "DirectCLRLoss" -> {
                LossCases.allow(args, "loss_dim", "temperature");
                double temperature = LossCases.argument(args, "temperature", new NtXent().temperature());
                return new DirectClrLoss(lossDim(args), new NtXent(temperature));
            }
            case "CO2Regularizer" -> {
                LossCases.allow(args, "alpha", "t_consistency");
                Co2 usual = new Co2();
                return new Co2(
                        LossCases.argument(args, "alpha", usual.alpha()),
                        LossCases.argument(args, "t_consistency", usual.temperature()),
                        true,
                        null,
                        Replicas.ONE);
            }
            default -> throw new AssertionError("no loss for the target " + goldenCase.get("target"));
        }
    }

    static int lossDim(JsonNode args) {
        return (int) LossCases.argument(args, "loss_dim", new DirectClrLoss().dimensions());
    }

    private static Dse.Config dse(JsonNode args) {
        LossCases.allow(args, "weight", "normalize", "local_clusters", "global_clusters", "max_kmeans_iters", "tol");
        Dse.Config usual = new Dse.Config();
        return new Dse.Config(
                LossCases.argument(args, "weight", usual.weight()),
                args.path("normalize").asBoolean(usual.normalize()),
                (int) LossCases.argument(args, "local_clusters", usual.localClusters()),
                (int) LossCases.argument(args, "global_clusters", usual.globalClusters()),
                (int) LossCases.argument(args, "max_kmeans_iters", usual.iterations()),
                LossCases.argument(args, "tol", usual.tolerance()));
    }

    private static DclLoss.Weights weights(JsonNode described) {
        if (described.isMissingNode() || described.isNull()) {
            return DclLoss.Weights.ONE;
        }
        return WeightFunction.of(described);
    }
}
