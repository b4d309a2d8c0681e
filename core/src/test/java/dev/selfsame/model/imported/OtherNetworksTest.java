package dev.selfsame.model.imported;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.ModelFileException;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every network but the plain residual ones, under every name: recognised, and loaded byte for byte. */
class OtherNetworksTest {
    private static final Pattern BLOCK = Pattern.compile("features\\.(\\d)\\.(\\d+)\\.(block\\.(\\d)\\.)?(.*)");

    @TempDir
    private Path folder;

    private static Backbone network(String options) {
        Map<String, Object> architecture = new LinkedHashMap<>();
        for (String option : options.split(" ", -1)) {
            architecture.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        return Backbones.fromArchitecture(architecture);
    }

    private static UnaryOperator<String> naming(String by) {
        return switch (by) {
            case "timm-convnext" -> name -> convNext(name, false);
            case "authors-convnext" -> name -> convNext(name, true);
            case "torchvision-vit" -> OtherNetworksTest::torchvisionVit;
            default -> UnaryOperator.identity();
        };
    }

    private static String convNext(String ours, boolean authors) {
        if (ours.startsWith("classifier.0.")) {
            return (authors ? "norm." : "head.norm.") + ours.substring("classifier.0.".length());
        }
        Matcher at = BLOCK.matcher(ours);
        if (!at.matches()) {
            throw new IllegalArgumentException(ours);
        }
        int child = Integer.parseInt(at.group(1));
        if (child % 2 == 0) {
            String before = authors
                    ? "downsample_layers." + child / 2
                    : child == 0 ? "stem" : "stages." + child / 2 + ".downsample";
            return before + "." + at.group(2) + "." + at.group(5);
        }
        String block = "stages." + child / 2 + (authors ? "." : ".blocks.") + at.group(2) + ".";
        if (at.group(4) == null) {
            return block + "gamma";
        }
        String layer =
                switch (at.group(4)) {
                    case "0" -> authors ? "dwconv." : "conv_dw.";
                    case "2" -> "norm.";
                    case "3" -> authors ? "pwconv1." : "mlp.fc1.";
                    default -> authors ? "pwconv2." : "mlp.fc2.";
                };
        return block + layer + at.group(5);
    }

    private static String torchvisionVit(String ours) {
        return ours.replaceFirst("^cls_token$", "class_token")
                .replaceFirst("^pos_embed$", "encoder.pos_embedding")
                .replaceFirst("^patch_embed\\.proj\\.", "conv_proj.")
                .replaceFirst("^norm\\.", "encoder.ln.")
                .replaceFirst("^blocks\\.(\\d+)\\.", "encoder.layers.encoder_layer_$1.")
                .replaceFirst("\\.norm([12])\\.", ".ln_$1.")
                .replaceFirst("\\.attn\\.qkv\\.", ".self_attention.in_proj_")
                .replaceFirst("\\.attn\\.proj\\.", ".self_attention.out_proj.")
                .replaceFirst("\\.mlp\\.fc1\\.", ".mlp.0.")
                .replaceFirst("\\.mlp\\.fc2\\.", ".mlp.3.");
    }

    @ParameterizedTest
    @CsvSource({
        "same, name=wide-resnet50-2 base-width=4",
        "same, name=wide-resnet101-2 base-width=2",
        "same, name=resnext50-32x4d base-width=16",
        "same, name=resnext101-32x8d base-width=8",
        "same, name=resnext101-64x4d base-width=16",
        "same, name=convnext-tiny base-width=4 blocks=1-1-2-1",
        "timm-convnext, name=convnext-tiny base-width=4 blocks=2-1-2-1",
        "authors-convnext, name=convnext-tiny base-width=4 blocks=1-1-2-1 channels=5",
        "same, name=vit-tiny depth=2 image-size=32 patch-size=8",
        "same, name=vit-tiny depth=2 image-size=32 registers=4 prefix-positions=false layer-scale=0.00001",
        "same, name=vit-tiny depth=2 image-size=32 pooling=average class-token=false qkv-bias=false mlp-ratio=2",
        "torchvision-vit, name=vit-tiny depth=2 image-size=48"
    })
    void isRecognisedAndLoaded(String naming, String options) throws IOException {
        try (ForeignFiles file = new ForeignFiles();
                Backbone made = network(options)) {
            file.network("state_dict.module.", made, 1, naming(naming));
            vectors(file.tensors());
            Path path = file.and("state_dict.module.head.weight", 2).write(folder.resolve("a.safetensors"));
            try (ImportedWeights weights = ImportedWeights.open(path);
                    Backbone got = weights.backbone()) {
                assertEquals(made.architecture(), got.architecture());
                for (Map.Entry<String, Tensor> entry : made.state().entrySet()) {
                    assertArrayEquals(
                            entry.getValue().toBytes(),
                            got.state().get(entry.getKey()).toBytes(),
                            entry.getKey());
                }
            }
        }
    }

    /** The factors of ConvNeXt as timm and its authors have them: [C], not [C, 1, 1]. */
    private static void vectors(Map<String, Tensor> tensors) {
        tensors.replaceAll((name, tensor) -> {
            if (!name.endsWith(".gamma") || tensor.rank() == 1) {
                return tensor;
            }
            try (tensor;
                    Tensor flat = tensor.reshape(-1)) {
                return flat.copy();
            }
        });
        tensors.forEach((name, tensor) -> {
            if (name.endsWith(".gamma")) {
                assertEquals(1, tensor.rank(), Arrays.toString(tensor.shape()));
            }
        });
    }

    @Test
    void aNetworkWithMoreInItsBlocksIsRefused() throws IOException {
        try (ForeignFiles file = new ForeignFiles();
                Backbone made = network("name=convnext-tiny base-width=4 blocks=1-1-1-1")) {
            Path path = file.network("", made, 1, naming("timm-convnext"))
                    .and("stages.0.blocks.0.mlp.grn.weight", 16) // ConvNeXt V2
                    .write(folder.resolve("v2.safetensors"));
            try (ImportedWeights weights = ImportedWeights.open(path)) {
                String message = assertThrows(ModelFileException.class, weights::backbone)
                        .getMessage();
                assertTrue(message.endsWith("unexpected: stages.0.blocks.0.mlp.grn.weight"), message);
            }
        }
    }

    @Test
    void anotherSizeIsToldByItsOptions() throws IOException {
        try (ForeignFiles file = new ForeignFiles();
                Backbone made = network("name=vit-tiny depth=1 image-size=32");
                Backbone other = network("name=vit-tiny depth=1 image-size=48")) {
            Path path = file.network("", made, 1, UnaryOperator.identity()).write(folder.resolve("vit.safetensors"));
            try (ImportedWeights weights = ImportedWeights.open(path)) {
                String message = assertThrows(ModelFileException.class, () -> weights.load(other))
                        .getMessage();
                assertTrue(
                        message.contains(": its image-size is 32, not 48 (--set backbone.image-size=32); of another"
                                + " shape: pos_embed is [1, 5, 192], not [1, 10, 192]"),
                        message);
            }
        }
    }
}
