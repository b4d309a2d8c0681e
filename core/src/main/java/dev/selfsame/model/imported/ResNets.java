package dev.selfsame.model.imported;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Residual networks: {@link dev.selfsame.nn.ResNet}. */
final class ResNets implements Family {
    /** Blocks of the stages, with or without bottlenecks, and the depth that a network is called by. */
    private static final Map<String, Integer> DEPTHS = Map.of(
            "basic 2-2-2-2", 18,
            "basic 3-4-6-3", 34,
            "bottleneck 3-4-6-3", 50,
            "bottleneck 3-4-23-3", 101,
            "bottleneck 3-8-36-3", 152);

    private static final List<String> STAGES = List.of("layer1.", "layer2.", "layer3.", "layer4.");

    private static final ResNets FAMILY = new ResNets();

    private ResNets() {}

    static List<Naming> namings() {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("(layer[1-4]\\.\\d+\\.)shortcut\\.", "$1downsample.");
        own.put("(?=(conv1|bn1|layer\\d+)\\.)", "");
        return List.of(
                Naming.of(
                        "torchvision and timm do",
                        FAMILY,
                        List.of("conv1.weight", "bn1.weight", "layer1.0.conv1.weight", "layer4.0.conv1.weight"),
                        own),
                numbered("torchvision's ResNet, cut off and put into a Sequential, does", 4),
                numbered("Lightly's ResNetGenerator, put into a Sequential, does", 2));
    }

    /** The children of a network by their numbers: the convolution, its norm, and the stages from a number on. */
    private static Naming numbered(String title, int firstStage) {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("0\\.(?=weight)", "conv1.");
        rules.put("1\\.(?=[a-z_]+$)", "bn1.");
        for (int stage = 1; stage <= 4; stage++) {
            int child = firstStage + stage - 1;
            rules.put(child + "\\.(\\d+)\\.shortcut\\.", "layer" + stage + ".$1.downsample.");
            rules.put(child + "\\.(?=\\d+\\.)", "layer" + stage + ".");
        }
        return Naming.of(
                title,
                FAMILY,
                List.of(
                        "0.weight",
                        "1.running_mean",
                        firstStage + ".0.conv1.weight",
                        firstStage + 3 + ".0.conv1.weight"),
                rules);
    }

    @Override
    public Map<String, Object> architecture(Shapes shapes) {
        boolean bottleneck = shapes.has("layer1.0.conv3.weight");
        StringBuilder blocks = new StringBuilder(bottleneck ? "bottleneck " : "basic ");
        for (String stage : STAGES) {
            blocks.append(blocks.charAt(blocks.length() - 1) == ' ' ? "" : "-").append(shapes.count(stage));
        }
        Integer depth = DEPTHS.get(blocks.toString());
        int width = shapes.side("conv1.weight", 0);
        if (depth == null) {
            throw new IllegalArgumentException("no residual network here has blocks " + blocks);
        }
        if (shapes.side("layer4.0.conv1.weight", 0) < width * 4) { // for which a small file would take much memory
            throw new IllegalArgumentException("its stages don't double their channels: conv1.weight has the sides "
                    + shapes.text("conv1.weight") + ", layer4.0.conv1.weight " + shapes.text("layer4.0.conv1.weight"));
        }
        int kernel = shapes.side("conv1.weight", 2);
        if (kernel != 7 && kernel != 3) {
            throw new IllegalArgumentException(
                    "its first convolution is " + kernel + "×" + kernel + ", where 7×7 and 3×3 are known");
        }
        Map<String, Object> architecture = new LinkedHashMap<>();
        architecture.put("name", bottleneck ? kind(depth, width, shapes) : "resnet" + depth);
        architecture.put("cifar-stem", kernel == 3);
        architecture.put("base-width", width);
        architecture.put("channels", shapes.side("conv1.weight", 1));
        return architecture;
    }

    private static String kind(int depth, int width, Shapes shapes) {
        int inner = shapes.side("layer1.0.conv2.weight", 0);
        int ofGroup = shapes.side("layer1.0.conv2.weight", 1);
        int groups = inner / ofGroup;
        if (groups > 1) {
            return "resnext" + depth + "-" + groups + "x" + ofGroup * 64 / width + "d";
        }
        return inner == width ? "resnet" + depth : "wide-resnet" + depth + "-" + inner / width;
    }

    @Override
    public int imageSize(Map<String, Object> architecture) {
        return Boolean.TRUE.equals(architecture.get("cifar-stem")) ? 32 : 224;
    }
}
