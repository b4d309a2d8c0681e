package dev.selfsame.model.imported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of torchvision 0.29 and timm 1.0, and what they are called here. */
class NamingTest {
    private static final Map<String, Naming> NAMINGS = Map.of(
            "resnet", ResNets.namings().get(0),
            "resnet-children", ResNets.namings().get(1),
            "lightly-children", ResNets.namings().get(2),
            "convnext-torchvision", ConvNexts.namings().get(0),
            "convnext-timm", ConvNexts.namings().get(1),
            "convnext-authors", ConvNexts.namings().get(2),
            "vit-timm", VisionTransformers.namings().get(0),
            "vit-torchvision", VisionTransformers.namings().get(1));

    @ParameterizedTest
    @CsvSource({
        "resnet, layer3.5.downsample.1.running_var, layer3.5.downsample.1.running_var",
        "resnet, layer3.0.shortcut.0.weight, layer3.0.downsample.0.weight",
        "resnet, layer1.0.se.fc1.weight, layer1.0.se.fc1.weight",
        "resnet, fc.weight, ",
        "resnet, conv1d.weight, ",
        "resnet-children, 0.weight, conv1.weight",
        "resnet-children, 1.num_batches_tracked, bn1.num_batches_tracked",
        "resnet-children, 4.1.bn2.bias, layer1.1.bn2.bias",
        "resnet-children, 7.0.downsample.0.weight, layer4.0.downsample.0.weight",
        "resnet-children, 9.weight, ",
        "lightly-children, 2.0.shortcut.1.running_mean, layer1.0.downsample.1.running_mean",
        "lightly-children, 5.1.conv2.weight, layer4.1.conv2.weight",
        "convnext-torchvision, features.1.0.block.0.weight, features.1.0.block.0.weight",
        "convnext-torchvision, classifier.0.bias, classifier.0.bias",
        "convnext-torchvision, classifier.2.bias, ",
        "convnext-timm, stem.0.weight, features.0.0.weight",
        "convnext-timm, stem.1.bias, features.0.1.bias",
        "convnext-timm, stages.0.blocks.2.conv_dw.weight, features.1.2.block.0.weight",
        "convnext-timm, stages.3.blocks.0.norm.weight, features.7.0.block.2.weight",
        "convnext-timm, stages.2.blocks.8.mlp.fc1.bias, features.5.8.block.3.bias",
        "convnext-timm, stages.2.blocks.8.mlp.fc2.bias, features.5.8.block.5.bias",
        "convnext-timm, stages.1.blocks.1.gamma, features.3.1.layer_scale",
        "convnext-timm, stages.1.downsample.0.weight, features.2.0.weight",
        "convnext-timm, stages.3.downsample.1.bias, features.6.1.bias",
        "convnext-timm, stages.1.blocks.0.mlp.grn.weight, stages.1.blocks.0.mlp.grn.weight",
        "convnext-timm, head.norm.weight, classifier.0.weight",
        "convnext-timm, head.fc.weight, ",
        "convnext-authors, downsample_layers.0.1.weight, features.0.1.weight",
        "convnext-authors, downsample_layers.2.1.weight, features.4.1.weight",
        "convnext-authors, stages.3.2.pwconv2.weight, features.7.2.block.5.weight",
        "convnext-authors, stages.0.0.gamma, features.1.0.layer_scale",
        "convnext-authors, norm.weight, classifier.0.weight",
        "convnext-authors, head.weight, ",
        "vit-timm, cls_token, cls_token",
        "vit-timm, patch_embed.proj.bias, patch_embed.proj.bias",
        "vit-timm, blocks.11.attn.qkv.weight, blocks.11.attn.qkv.weight",
        "vit-timm, norm.weight, norm.weight",
        "vit-timm, norm_pre.weight, norm_pre.weight",
        "vit-timm, mask_token, ",
        "vit-timm, head.weight, ",
        "vit-torchvision, class_token, cls_token",
        "vit-torchvision, conv_proj.weight, patch_embed.proj.weight",
        "vit-torchvision, encoder.pos_embedding, pos_embed",
        "vit-torchvision, encoder.layers.encoder_layer_3.ln_1.weight, blocks.3.norm1.weight",
        "vit-torchvision, encoder.layers.encoder_layer_3.ln_2.bias, blocks.3.norm2.bias",
        "vit-torchvision, encoder.layers.encoder_layer_10.self_attention.in_proj_weight, blocks.10.attn.qkv.weight",
        "vit-torchvision, encoder.layers.encoder_layer_10.self_attention.out_proj.bias, blocks.10.attn.proj.bias",
        "vit-torchvision, encoder.layers.encoder_layer_0.mlp.0.weight, blocks.0.mlp.fc1.weight",
        "vit-torchvision, encoder.layers.encoder_layer_0.mlp.linear_2.weight, blocks.0.mlp.fc2.weight",
        "vit-torchvision, encoder.layers.encoder_layer_0.mlp.3.weight, blocks.0.mlp.fc2.weight",
        "vit-torchvision, encoder.ln.weight, norm.weight",
        "vit-torchvision, heads.head.weight, "
    })
    void eachNameIsTranslated(String naming, String theirs, String ours) {
        assertEquals(ours, NAMINGS.get(naming).ours(theirs));
    }

    @ParameterizedTest
    @CsvSource({
        "50, 128, 128, wide-resnet50-2",
        "101, 128, 128, wide-resnet101-2",
        "50, 128, 4, resnext50-32x4d",
        "101, 256, 8, resnext101-32x8d",
        "101, 256, 4, resnext101-64x4d",
        "152, 64, 64, resnet152"
    })
    void wideAndGroupedNetworksAreToldApart(int depth, int inner, int ofGroup, String name) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        int[] blocks =
                depth == 50 ? new int[] {3, 4, 6, 3} : depth == 101 ? new int[] {3, 4, 23, 3} : new int[] {3, 8, 36, 3};
        for (int stage = 0; stage < 4; stage++) {
            for (int i = 0; i < blocks[stage]; i++) {
                shapes.put("layer" + (stage + 1) + "." + i + ".conv1.weight", List.of(512L, 256L, 1L, 1L));
            }
        }
        shapes.put("conv1.weight", List.of(64L, 3L, 7L, 7L));
        shapes.put("layer1.0.conv2.weight", List.of((long) inner, (long) ofGroup, 3L, 3L));
        shapes.put("layer1.0.conv3.weight", List.of(256L, (long) inner, 1L, 1L));
        Map<String, Object> architecture = NAMINGS.get("resnet").family().architecture(new Shapes(shapes));
        assertEquals(name, architecture.get("name"));
        assertEquals(64, architecture.get("base-width"));
    }

    @Test
    void aConvNextIsRecognised() {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put("features.0.0.weight", List.of(128L, 3L, 4L, 4L));
        int[] blocks = {3, 3, 27, 3};
        for (int stage = 0; stage < 4; stage++) {
            for (int i = 0; i < blocks[stage]; i++) {
                shapes.put(
                        "features." + (2 * stage + 1) + "." + i + ".block.0.weight",
                        List.of(128L << stage, 1L, 7L, 7L));
            }
        }
        assertEquals(
                Map.of(
                        "name",
                        "convnext-base",
                        "base-width",
                        128,
                        "blocks",
                        "3-3-27-3",
                        "patch-size",
                        4,
                        "channels",
                        3),
                NAMINGS.get("convnext-timm").family().architecture(new Shapes(shapes)));
    }

    private static Shapes vit(int width, int places, String... more) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put("patch_embed.proj.weight", List.of((long) width, 3L, 16L, 16L));
        shapes.put("pos_embed", List.of(1L, (long) places, (long) width));
        for (int i = 0; i < 12; i++) {
            shapes.put("blocks." + i + ".mlp.fc1.weight", List.of(4L * width, (long) width));
        }
        Stream.of(more)
                .forEach(name -> shapes.put(name, List.of(1L, name.equals("reg_token") ? 4L : 1L, (long) width)));
        return new Shapes(shapes);
    }

    @ParameterizedTest
    @CsvSource({
        "384, 197, cls_token, vit-small, 224, token, 0, true",
        "768, 196, cls_token reg_token, vit-base, 224, token, 4, false",
        "192, 196, fc_norm.weight, vit-tiny, 224, average, 0, true",
        "768, 577, cls_token blocks.0.ls1.gamma, vit-base, 384, token, 0, true",
        "128, 5, cls_token, vit-base, 32, token, 0, true"
    })
    void aVisionTransformerIsRecognised(
            int width, int places, String has, String name, int size, String pooling, int registers, boolean prefixed) {
        Map<String, Object> architecture =
                NAMINGS.get("vit-timm").family().architecture(vit(width, places, has.split(" ")));
        List<Object> got = new ArrayList<>();
        for (String option :
                List.of("name", "image-size", "pooling", "registers", "prefix-positions", "depth", "heads")) {
            got.add(architecture.get(option));
        }
        assertEquals(List.of(name, size, pooling, registers, prefixed, 12, width / 64), got);
        assertEquals(size, NAMINGS.get("vit-timm").family().imageSize(architecture));
    }

    @Test
    void aVisionTransformerThatCantBeKnownIsRefused() {
        Family family = NAMINGS.get("vit-timm").family();
        assertEquals(
                "its width 100 is no multiple of 64, so its heads can't be known: say them by #heads=N after the"
                        + " file's name",
                assertThrows(IllegalArgumentException.class, () -> family.architecture(vit(100, 197, "cls_token")))
                        .getMessage());
        assertEquals(
                "its pos_embed has 198 places, which are no square with 1 tokens before them",
                assertThrows(IllegalArgumentException.class, () -> family.architecture(vit(192, 198, "cls_token")))
                        .getMessage());
        assertEquals(
                "it has register tokens as its authors write them; timm's conversion of it can be read",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> family.architecture(vit(192, 197, "cls_token", "register_tokens")))
                        .getMessage());
    }
}
