package dev.selfsame.model.imported;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.ModelFileException;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedWeightsTest {
    private static final ResNet.Config SMALL = ResNet.Config.of(18).withBaseWidth(2);

    @TempDir
    private Path folder;

    private ImportReport load(Path path, ResNet.Config into) throws IOException {
        try (ImportedWeights weights = ImportedWeights.open(path);
                ResNet network = new ResNet(into)) {
            return weights.load(network);
        }
    }

    private String refused(Path path, ResNet.Config into) {
        return assertThrows(ModelFileException.class, () -> load(path, into)).getMessage();
    }

    /** Whether the network in the file has the weights that a seed draws. */
    private static void assertDrawnBy(long seed, Path path) throws IOException {
        try (ImportedWeights weights = ImportedWeights.open(path);
                Backbone got = weights.backbone();
                ResNet expected = new ResNet(SMALL)) {
            expected.initialize(seed);
            for (Map.Entry<String, Tensor> entry : expected.state().entrySet()) {
                assertArrayEquals(
                        entry.getValue().toBytes(),
                        got.state().get(entry.getKey()).toBytes(),
                        entry.getKey());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // torchvision and timm; SwAV; Barlow Twins; SimSiam
        "'', ",
        "module., ",
        "model.module.backbone., ",
        "state_dict.module.encoder., ",
        // MoCo, and re-implementations of BYOL
        "state_dict.module.encoder_q., state_dict.module.encoder_k.",
        "online_encoder.net., target_encoder.net.",
        "online_network.encoder., target_network.encoder.",
        // Lightly's examples and benchmarks; solo-learn
        "state_dict.backbone., state_dict.backbone_momentum.",
        "state_dict.teacher_backbone., state_dict.student_backbone.",
        "state_dict.backbone., state_dict.student_backbone.",
        "state_dict.backbone., state_dict.momentum_backbone.",
        // DINO; timm with averages
        "teacher.backbone., student.module.backbone.",
        "state_dict., state_dict_ema."
    })
    void theNetworkIsFoundThatEmbeds(String meant, String other) throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            if (other != null) {
                file.network(other, 2);
            }
            Path path = file.network(meant, 1).and("epoch_loss", 3).write(folder.resolve("a.safetensors"));
            assertDrawnBy(1, path);
            assertEquals(meant, load(path, SMALL).prefix());
            if (other != null) {
                String key = other.substring(0, other.length() - 1);
                assertDrawnBy(2, Path.of(path + "#key=" + key));
                assertDrawnBy(2, Path.of(path + "#key=" + other));
            }
        }
    }

    @Test
    void whereTheRuleLeavesSeveralItIsAsked() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("left.", 1).network("right.", 2).write(folder.resolve("two.safetensors"));
            assertEquals(
                    path + " has several networks: say which by " + path + "#key=left or #key=right",
                    refused(path, SMALL));
            assertEquals(
                    path + " has no network under middle; it has one under left, right",
                    refused(Path.of(path + "#key=middle"), SMALL));
        }
    }

    @Test
    void anEmptyKeyIsTheNetworkWithoutPrefix() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("", 1).network("backbone.", 2).write(folder.resolve("two.safetensors"));
            assertEquals(
                    path + " has several networks: say which by " + path + "#key= or #key=backbone",
                    refused(path, SMALL));
            assertDrawnBy(1, Path.of(path + "#key="));
            assertDrawnBy(2, Path.of(path + "#key=backbone"));
            assertEquals(
                    path + " has no network under middle; it has one under backbone, no prefix (#key=)",
                    refused(Path.of(path + "#key=middle"), SMALL));
        }
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("left.", 1).write(folder.resolve("one.safetensors"));
            assertEquals(
                    path + " has no network without a prefix; it has one under left",
                    refused(Path.of(path + "#key="), SMALL));
        }
    }

    @Test
    void equalNetworksAreOne() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path =
                    file.network("online_encoder.net.", 1).network("net.", 1).write(folder.resolve("a.safetensors"));
            assertEquals("net.", load(path, SMALL).prefix());
        }
    }

    @Test
    void networksThatDifferInALateLayerAreTwo() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            file.network("left.", 1).network("right.", 1);
            assertEquals(
                    "left.",
                    load(file.write(folder.resolve("one.safetensors")), SMALL).prefix());
            Path path = file.changed("right.layer4.1.bn2.bias").write(folder.resolve("two.safetensors"));
            assertEquals(
                    path + " has several networks: say which by " + path + "#key=left or #key=right",
                    refused(path, SMALL));
        }
    }

    @Test
    void aFileWithoutNetworkShowsItsNames() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.and("a", 1).and("b", 1).write(folder.resolve("none.safetensors"));
            assertEquals(
                    path + " holds no network that is known here: its tensors are named a, b", refused(path, SMALL));
        }
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.write(folder.resolve("empty.safetensors"));
            assertEquals(path + " holds no tensors", refused(path, SMALL));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 2})
    void childrenByNumberAreKnown(int firstStage) throws IOException {
        UnaryOperator<String> rename = name -> {
            String numbered = name.replaceFirst("^conv1\\.", "0.").replaceFirst("^bn1\\.", "1.");
            for (int stage = 1; stage <= 4; stage++) {
                numbered = numbered.replaceFirst("^layer" + stage + "\\.", (firstStage + stage - 1) + ".");
            }
            return firstStage == 2 ? numbered.replace("downsample", "shortcut") : numbered;
        };
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("state_dict.backbone.", 1, rename)
                    .network("state_dict.backbone_momentum.", 2, rename)
                    .and("state_dict.projection_head.layers.0.weight", 4, 16)
                    .write(folder.resolve("lightly.safetensors"));
            assertDrawnBy(1, path);
            assertEquals(
                    Map.of("state_dict.projection_head", 1, "state_dict.backbone_momentum", 120),
                    load(path, SMALL).leftOut());
        }
    }

    @Test
    void theReportSaysWhatWasTakenAndLeftOut() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("state_dict.module.encoder_q.", 1)
                    .and("state_dict.module.encoder_q.fc.0.weight", 2, 16)
                    .and("state_dict.module.encoder_q.fc.0.bias", 2)
                    .and("state_dict.module.queue", 4, 4)
                    .and("optimizer.state.0.momentum_buffer", 3)
                    .without("state_dict.module.encoder_q.bn1.num_batches_tracked")
                    .write(folder.resolve("moco.safetensors"));
            assertEquals(
                    List.of(
                            "119 tensors of ResNet-18(base width 2, 3 channels) taken from " + path
                                    + " under state_dict.module.encoder_q, named as torchvision and timm do",
                            "left out, being no part of it: optimizer (1), state_dict.module.encoder_q.fc (2),"
                                    + " state_dict.module.queue (1)",
                            "not in the file: 1 counters of batches (num_batches_tracked), which are 0"),
                    load(path, SMALL).lines());
        }
    }

    @Test
    void whatDoesNotFitIsNamedWithTheNearest() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("", 1)
                    .renamed("layer2.0.conv1.weight", "layer2.0.convolution1.weight")
                    .without("layer3.1.bn2.bias")
                    .without("layer1.1.bn2.weight")
                    .and("layer1.1.bn2.weight", 7)
                    .write(folder.resolve("odd.safetensors"));
            assertEquals(
                    path + " does not fit ResNet-18(base width 2, 3 channels): missing: layer2.0.conv1.weight (nearest"
                            + " there: layer2.0.convolution1.weight), layer3.1.bn2.bias; of another shape:"
                            + " layer1.1.bn2.weight is [7], not [2]; unexpected: layer2.0.convolution1.weight",
                    refused(path, SMALL));
        }
    }

    @Test
    void anotherNetworkIsCalledByItsOption() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("", 1).write(folder.resolve("18.safetensors"));
            String fifty = refused(path, ResNet.Config.of(50).withBaseWidth(2));
            assertTrue(fifty.contains(": it is a resnet18, not a resnet50 (--backbone resnet18); missing: "), fifty);
            String stem = refused(path, ResNet.Config.cifar(18).withBaseWidth(2));
            assertTrue(
                    stem.contains("(--set backbone.stem=imagenet); of another shape: conv1.weight is [2, 3, 7, 7],"
                            + " not [2, 3, 3, 3]"),
                    stem);
            String channels = refused(path, SMALL.withChannels(4));
            assertTrue(
                    channels.contains(
                            "it is for images of 3 channels, the network for those of 4; of another shape: conv1.weight"),
                    channels);
        }
    }

    @Test
    void aRefusedNetworkStaysAsItWas() throws IOException {
        try (ForeignFiles file = new ForeignFiles();
                ResNet network = new ResNet(SMALL)) {
            Path path = file.network("", 1).without("layer4.1.bn2.bias").write(folder.resolve("less.safetensors"));
            network.initialize(7);
            byte[] before = network.state().get("conv1.weight").toBytes();
            try (ImportedWeights weights = ImportedWeights.open(path)) {
                assertThrows(ModelFileException.class, () -> weights.load(network));
            }
            assertArrayEquals(before, network.state().get("conv1.weight").toBytes());
        }
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            file.network("", 1);
            file.tensors().get("layer1.0.bn1.bias").fillInPlace(Double.NaN);
            Path path = file.write(folder.resolve("nan.safetensors"));
            assertEquals(
                    path + " can't be used: its layer1.0.bn1.bias has values that are NaN or infinite",
                    refused(path, SMALL));
        }
    }

    @ParameterizedTest
    @CsvSource({"18, false, 3", "34, true, 3", "50, false, 5", "101, true, 1", "152, false, 3"})
    void theArchitectureIsRecognised(int depth, boolean cifar, int channels) throws IOException {
        ResNet.Config config = (cifar ? ResNet.Config.cifar(depth) : ResNet.Config.of(depth))
                .withBaseWidth(2)
                .withChannels(channels);
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("model.", config, 1, UnaryOperator.identity())
                    .write(folder.resolve(depth + ".safetensors"));
            try (ImportedWeights weights = ImportedWeights.open(path);
                    ResNet expected = new ResNet(config);
                    Backbone got = weights.backbone()) {
                assertEquals(expected.architecture(), got.architecture());
                assertEquals(cifar ? 32 : 224, weights.imageSize(got.architecture()));
            }
        }
    }

    @Test
    void aNetworkThatWouldTakeMuchMoreThanItsFileIsRefused() throws IOException {
        try (ForeignFiles file = new ForeignFiles()) {
            Path path = file.network("", 1)
                    .without("conv1.weight")
                    .and("conv1.weight", 100_000, 3, 7, 7)
                    .write(folder.resolve("wide.safetensors"));
            try (ImportedWeights weights = ImportedWeights.open(path)) {
                String message = assertThrows(ModelFileException.class, weights::backbone)
                        .getMessage();
                assertTrue(message.contains("its stages don't double their channels"), message);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT16", "BFLOAT16", "FLOAT64"})
    void otherFloatsAreConverted(DType dtype) throws IOException {
        try (ForeignFiles file = new ForeignFiles();
                ForeignFiles converted = new ForeignFiles()) {
            file.network("", 1).tensors().forEach((name, tensor) -> converted
                    .tensors()
                    .put(name, tensor.dtype().isFloating() ? tensor.to(dtype) : tensor.copy()));
            Path path = converted.write(folder.resolve("half.safetensors"));
            try (ImportedWeights weights = ImportedWeights.open(path);
                    Backbone network = weights.backbone();
                    Tensor wide = converted.tensors().get("conv1.weight").to(DType.FLOAT32)) {
                assertArrayEquals(
                        wide.toBytes(), network.state().get("conv1.weight").toBytes());
            }
        }
    }
}
