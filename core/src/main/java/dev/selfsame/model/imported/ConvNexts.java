package dev.selfsame.model.imported;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ConvNeXt, called here as torchvision calls it. */
final class ConvNexts implements Family {
    private static final ConvNexts FAMILY = new ConvNexts();

    private static final List<String> SMALL_FIRST =
            List.of("tiny 96 3-3-9-3", "small 96 3-3-27-3", "base 128 3-3-27-3", "large 192 3-3-27-3");

    private ConvNexts() {}

    static List<Naming> namings() {
        return List.of(
                Naming.of(
                        "torchvision does",
                        FAMILY,
                        List.of("features.0.0.weight", "features.1.0.layer_scale", "features.7.0.block.0.weight"),
                        Map.of("(?=features\\.)", "", "(?=classifier\\.0\\.)", "")),
                timm(),
                authors());
    }

    private static Naming timm() {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("stem\\.([01])\\.", "features.0.$1.");
        for (int stage = 0; stage < 4; stage++) {
            String before = "stages\\." + stage + "\\.";
            String block = "features." + (2 * stage + 1) + ".$1.";
            rules.put(before + "downsample\\.([01])\\.", "features." + 2 * stage + ".$1.");
            rules.put(before + "blocks\\.(\\d+)\\.conv_dw\\.", block + "block.0.");
            rules.put(before + "blocks\\.(\\d+)\\.norm\\.", block + "block.2.");
            rules.put(before + "blocks\\.(\\d+)\\.mlp\\.fc1\\.", block + "block.3.");
            rules.put(before + "blocks\\.(\\d+)\\.mlp\\.fc2\\.", block + "block.5.");
            rules.put(before + "blocks\\.(\\d+)\\.gamma$", block + "layer_scale");
        }
        rules.put("(?=stages\\.)", "");
        rules.put("(head\\.norm|norm)\\.", "classifier.0.");
        return Naming.of(
                "timm does",
                FAMILY,
                List.of("stem.0.weight", "stages.0.blocks.0.conv_dw.weight", "stages.3.blocks.0.conv_dw.weight"),
                rules);
    }

    private static Naming authors() {
        Map<String, String> rules = new LinkedHashMap<>();
        for (int stage = 0; stage < 4; stage++) {
            String before = "stages\\." + stage + "\\.(\\d+)\\.";
            String block = "features." + (2 * stage + 1) + ".$1.";
            rules.put("downsample_layers\\." + stage + "\\.([01])\\.", "features." + 2 * stage + ".$1.");
            rules.put(before + "dwconv\\.", block + "block.0.");
            rules.put(before + "norm\\.", block + "block.2.");
            rules.put(before + "pwconv1\\.", block + "block.3.");
            rules.put(before + "pwconv2\\.", block + "block.5.");
            rules.put(before + "gamma$", block + "layer_scale");
        }
        rules.put("(?=(stages|downsample_layers)\\.)", "");
        rules.put("norm\\.", "classifier.0.");
        return Naming.of(
                "its authors do",
                FAMILY,
                List.of("downsample_layers.0.0.weight", "stages.0.0.dwconv.weight", "stages.3.0.dwconv.weight"),
                rules);
    }

    @Override
    public Map<String, Object> architecture(Shapes shapes) {
        int width = shapes.side("features.0.0.weight", 0);
        if (shapes.side("features.7.0.block.0.weight", 0) != 8 * width) {
            throw new IllegalArgumentException(
                    "its stages don't double their channels: features.0.0.weight has the sides "
                            + shapes.text("features.0.0.weight") + ", features.7.0.block.0.weight "
                            + shapes.text("features.7.0.block.0.weight"));
        }
        String blocks = shapes.count("features.1.") + "-" + shapes.count("features.3.") + "-"
                + shapes.count("features.5.") + "-" + shapes.count("features.7.");
        String size = SMALL_FIRST.stream()
                .filter(known -> known.endsWith(" " + width + " " + blocks))
                .map(known -> known.substring(0, known.indexOf(' ')))
                .findFirst()
                .orElse("tiny");
        Map<String, Object> architecture = new LinkedHashMap<>();
        architecture.put("name", "convnext-" + size);
        architecture.put("base-width", width);
        architecture.put("blocks", blocks);
        architecture.put("patch-size", shapes.side("features.0.0.weight", 2));
        architecture.put("channels", shapes.side("features.0.0.weight", 1));
        return architecture;
    }

    @Override
    public int imageSize(Map<String, Object> architecture) {
        return 224;
    }
}
