package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.nn.ConvNeXt;
import dev.selfsame.nn.ConvNeXtConfig;
import dev.selfsame.nn.ResNet;
import dev.selfsame.nn.VisionTransformer;
import dev.selfsame.nn.VisionTransformerConfig;
import dev.selfsame.optim.ParameterGroup;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LayerGroupsTest {
    @Test
    void blocksAreCountedByTheirNames() {
        assertArrayEquals(
                new int[] {0, 0, 1, 1, 2, 3},
                LayerGroups.depths(List.of(
                        "conv1.weight",
                        "bn1.weight",
                        "layer1.0.conv1.weight",
                        "layer1.0.downsample.0.weight",
                        "layer1.1.conv1.weight",
                        "layer2.0.conv1.weight")));
        assertArrayEquals(
                new int[] {0, 0, 1, 2, 2},
                LayerGroups.depths(List.of(
                        "cls_token",
                        "patch_embed.proj.weight",
                        "blocks.0.attn.qkv.weight",
                        "blocks.1.norm1.weight",
                        "norm.weight")));
        assertArrayEquals(
                new int[] {0, 1, 2},
                LayerGroups.depths(List.of(
                        "class_token",
                        "encoder.layers.encoder_layer_0.ln_1.weight",
                        "encoder.layers.encoder_layer_1.ln_1.weight")));
    }

    @Test
    void blocksOfAConvNeXtAreLayersOfTheirOwn() {
        assertArrayEquals(
                new int[] {1, 1, 2, 2, 3, 4, 4, 5, 5},
                LayerGroups.depths(List.of(
                        "features.0.0.weight",
                        "features.0.1.weight",
                        "features.1.0.layer_scale",
                        "features.1.0.block.0.weight",
                        "features.1.1.block.0.weight",
                        "features.2.0.weight",
                        "features.2.1.weight",
                        "features.3.0.block.0.weight",
                        "classifier.0.weight")));
        ConvNeXtConfig config =
                ConvNeXtConfig.of("convnext-tiny").with("base-width", 4).with("blocks", "1-2-1-1");
        try (Classifier network = new Classifier(new ConvNeXt(config), 3, false, false, 1)) {
            long scales = LayerGroups.of(network, 0.5, 0.1).stream()
                    .mapToDouble(ParameterGroup::learningRateScale)
                    .distinct()
                    .count();
            assertEquals(10, scales, "stem, 5 blocks, 3 between the stages, the classifier");
        }
    }

    @Test
    void eachBlockDownLearnsMoreSlowly() {
        try (Classifier network =
                new Classifier(new ResNet(ResNet.Config.cifar(18).withBaseWidth(4)), 3, false, false, 1)) {
            List<ParameterGroup> groups = LayerGroups.of(network, 0.5, 0.1);
            assertEquals(20, groups.size(), "stem, 8 blocks and the classifier, weights and others");
            assertEquals(Math.pow(0.5, 9), groups.get(0).learningRateScale());
            assertEquals(1, groups.get(19).learningRateScale());
            assertEquals(0.5, groups.get(17).learningRateScale());
            assertEquals(0.1, groups.get(0).weightDecay());
            assertEquals(0, groups.get(1).weightDecay());
            int parameters =
                    groups.stream().mapToInt(group -> group.parameters().size()).sum();
            assertEquals(network.parameters().size(), parameters);
        }
    }

    @Test
    void classTokenAndPositionsOfATransformerDoNotDecay() {
        VisionTransformerConfig config = VisionTransformerConfig.of("vit-tiny")
                .with("width", 12)
                .with("depth", 2)
                .with("heads", 2)
                .with("positions", "learned");
        try (Classifier network = new Classifier(new VisionTransformer(config), 3, false, false, 1)) {
            Set<String> still = new TreeSet<>();
            for (ParameterGroup group : LayerGroups.of(network, 0.5, 0.1)) {
                group.parameters().forEach((name, parameter) -> {
                    if (group.weightDecay() == 0 && parameter.rank() > 1) {
                        still.add(name);
                    }
                });
            }
            assertEquals(Set.of("backbone.cls_token", "backbone.pos_embed"), still);
        }
    }

    @Test
    void ofAFrozenNetworkOnlyTheClassifierLearns() {
        try (Classifier network =
                new Classifier(new ResNet(ResNet.Config.cifar(18).withBaseWidth(4)), 3, true, true, 1)) {
            List<ParameterGroup> groups = LayerGroups.of(network, 1, 0);
            assertEquals(
                    2,
                    groups.stream().mapToInt(group -> group.parameters().size()).sum());
        }
    }
}
