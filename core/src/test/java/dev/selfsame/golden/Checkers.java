package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Who checks the cases of which group. */
final class Checkers {
    /** Runs one case of a group; the file has what its cases share. */
    @FunctionalInterface
    interface Checker {
        void check(JsonNode goldenCase, JsonNode file) throws IOException;
    }

    private static final Map<String, Checker> BY_GROUP = Map.ofEntries(
            Map.entry("augment", AugmentCases::check),
            Map.entry("ntxent", ContrastCases::check),
            Map.entry("dcl", ContrastCases::check),
            Map.entry("macl", ContrastCases::check),
            Map.entry("directclr", ContrastCases::check),
            Map.entry("hypersphere", ContrastCases::check),
            Map.entry("co2", ContrastCases::check),
            Map.entry("dse", ContrastCases::check),
            Map.entry("supcon", SupConCases::check),
            Map.entry("ressl", BankCases::check),
            Map.entry("negative_cosine", LossCases::check),
            Map.entry("byol", LossCases::check),
            Map.entry("barlow_twins", LossCases::check),
            Map.entry("knn", EvaluateCases::check),
            Map.entry("std_of_l2_normalized", EvaluateCases::check),
            Map.entry("lars", OptimCases::check),
            Map.entry("schedules", OptimCases::check),
            Map.entry("loss_defaults", LossDefaultsCases::check),
            Map.entry("resnet", NnCases::check),
            Map.entry("resnet_grouped", NnCases::check),
            Map.entry("backbones", BackboneCases::check),
            Map.entry("vit", BackboneCases::check),
            Map.entry("token_utils", TokenCases::check),
            Map.entry("token_masks", TokenMaskCases::check),
            Map.entry("vicreg", FeatureCases::check),
            Map.entry("vicregl", FeatureCases::check),
            Map.entry("tico", FeatureCases::check),
            Map.entry("wmse", FeatureCases::check),
            Map.entry("frossl", FeatureCases::check),
            Map.entry("mmcr", FeatureCases::check),
            Map.entry("emp_ssl", FeatureCases::check),
            Map.entry("koleo", FeatureCases::check),
            Map.entry("lejepa", FeatureCases::check),
            Map.entry("visreg", FeatureCases::check),
            Map.entry("vibcreg", FeatureCases::check),
            Map.entry("iternorm", FeatureCases::check),
            Map.entry("all4one", FeatureCases::check),
            Map.entry("heads", HeadCases::check),
            Map.entry("prototypes", Checkers::prototypes),
            Map.entry("momentum", NnCases::check),
            Map.entry("sinkhorn", ClusterCases::check),
            Map.entry("swav", ClusterCases::check),
            Map.entry("dino", ClusterCases::check),
            Map.entry("ibot", ClusterCases::check),
            Map.entry("msn", ClusterCases::check),
            Map.entry("capi", ClusterCases::check),
            Map.entry("patch_kernel_alignment", ClusterCases::check),
            Map.entry("detcon", ClusterCases::check));

    private Checkers() {}

    /** The checker of a group, if it has one. */
    static Optional<Checker> of(String group) {
        return Optional.ofNullable(BY_GROUP.get(group));
    }

    /** The group of prototypes holds memory banks, too. */
    private static void prototypes(JsonNode goldenCase, JsonNode file) throws IOException {
        Checker checker =
                goldenCase.get("target").asText().endsWith("Module") ? BankCases::check : PrototypeCases::check;
        checker.check(goldenCase, file);
    }
}
