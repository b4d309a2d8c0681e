package dev.selfsame.model.imported;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.ModelFileException;
import dev.selfsame.model.Safetensors;
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

    /** What a network makes of an image is another thing with other heads, and no shape shows it. */
    @ParameterizedTest
    @CsvSource({
        "state_dict.module.base_encoder., '', 384, 12",
        "state_dict.module.momentum_encoder., '', 384, 12",
        "base_encoder., '', 192, 3",
        "'', '', 384, 6",
        "'', #heads=12, 384, 12",
        "teacher., #key=teacher#heads=12, 384, 12",
        "'', '', 1280, 16",
        "'', '', 1408, 16",
        "'', #heads=3, 96, 3"
    })
    void headsThatNoShapeShowsAreThoseOfThePublishedNetworks(String prefix, String choice, int width, int heads)
            throws IOException {
        String options = "name=vit-tiny depth=1 image-size=32 patch-size=16 width=" + width;
        try (ForeignFiles file = new ForeignFiles();
                Backbone made = network(options + " heads=" + heads)) {
            Path path = file.network(prefix, made, 1, UnaryOperator.identity()).write(folder.resolve("a.safetensors"));
            try (ImportedWeights weights = ImportedWeights.open(Path.of(path + choice));
                    Backbone got = weights.backbone()) {
                assertEquals(heads, got.architecture().get("heads"));
            }
        }
    }

    @Test
    void assumedHeadsAreSaidAndKnownOnesMustFit() throws IOException {
        String options = "name=vit-small depth=1 image-size=32 heads=";
        try (ForeignFiles file = new ForeignFiles();
                Backbone six = network(options + 6);
                Backbone twelve = network(options + 12);
                Backbone resnet = network("name=resnet18 base-width=2")) {
            Path plain = file.network("", six, 1, UnaryOperator.identity()).write(folder.resolve("plain.safetensors"));
            for (Backbone network : new Backbone[] {six, twelve}) {
                try (ImportedWeights weights = ImportedWeights.open(plain)) {
                    assertEquals(
                            "not in the file: how many heads the attention has; "
                                    + network.architecture().get("heads")
                                    + " are taken, and #heads=N after the file's name says otherwise",
                            weights.load(network).lines().get(1));
                }
            }
            Path said = Path.of(plain + "#heads=12");
            try (ImportedWeights weights = ImportedWeights.open(said)) {
                assertEquals(1, weights.load(twelve).lines().size());
                String message = assertThrows(ModelFileException.class, () -> weights.load(six))
                        .getMessage();
                assertTrue(message.endsWith(": its attention has 12 heads, not 6 (--set backbone.heads=12)"), message);
            }
            Path other = file.network("resnet.", resnet, 1, UnaryOperator.identity())
                    .write(folder.resolve("resnet.safetensors"));
            try (ImportedWeights weights = ImportedWeights.open(Path.of(other + "#key=resnet#heads=4"))) {
                String message = assertThrows(ModelFileException.class, weights::backbone)
                        .getMessage();
                assertTrue(message.startsWith("#heads=4 is for vision transformers, not for ResNet-18("), message);
            }
        }
    }

    @Test
    void anEncoderOfOursSaysItsHeads() throws IOException {
        try (Backbone twelve = network("name=vit-small depth=1 image-size=32 heads=12");
                Backbone six = network("name=vit-small depth=1 image-size=32")) {
            twelve.initialize(1);
            Path path = folder.resolve("encoder.safetensors");
            Map<String, String> metadata = Map.of("selfsame-format", "1", "architecture", "{\"heads\":12}");
            Safetensors.write(path, twelve.state(), metadata);
            try (ImportedWeights weights = ImportedWeights.open(path)) {
                assertEquals(1, weights.load(twelve).lines().size());
                assertThrows(ModelFileException.class, () -> weights.load(six));
            }
        }
    }
}
