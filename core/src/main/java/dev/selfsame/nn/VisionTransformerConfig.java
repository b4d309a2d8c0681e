package dev.selfsame.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which {@link VisionTransformer}.
 *
 * @param name {@code vit-tiny}, {@code small}, {@code base} or {@code large}, of which the width, the depth and the heads are
 *     where nothing else is said
 * @param imageSize side of the images whose patches have positions of their own, 1 to 4096; 224. Others are resampled
 * @param patchSize side of a patch, 1 to 1024; 16
 * @param channels of an image, 1 to 1024
 * @param width D, the length of a token and of the features, 1 to 8192; 192, 384, 768, 1024
 * @param depth blocks, 1 to 100; 12, and 24 of the large one
 * @param heads of the attention, which divide the width; 3, 6, 12, 16
 * @param mlpRatio width between the linear layers of a block, in widths; 0.1 to 64; 4
 * @param classToken whether there is a class token
 * @param registers further tokens that are thrown away, 0 to 1024; 0
 * @param pooling what the features are
 * @param positions how they are given
 * @param prefixPositions whether the class token and the registers have positions, too: timm's rule; its networks with
 *     registers have none
 * @param layerScale what the factors behind each branch start with, 0 to 1; 0 for none. DINOv2: 1e-5
 * @param dropPath probability of {@link DropPath} in the last block, from 0 in the first; 0
 * @param qkvBias whether queries, keys and values have a bias
 * @param maskToken whether there is a token for hidden patches
 */
public record VisionTransformerConfig(
        String name,
        int imageSize,
        int patchSize,
        int channels,
        int width,
        int depth,
        int heads,
        double mlpRatio,
        boolean classToken,
        int registers,
        Pooling pooling,
        Positions positions,
        boolean prefixPositions,
        double layerScale,
        double dropPath,
        boolean qkvBias,
        boolean maskToken)
        implements NetworkConfig {
    /** What the features of an image are. */
    public enum Pooling {
        /** The class token, normalised. */
        TOKEN,
        /** The mean of the patches, normalised. */
        AVERAGE
    }

    /** How patches know where they are. */
    public enum Positions {
        /** By vectors that are trained. */
        LEARNED,
        /** By sines and cosines, which stay. */
        SINE_COSINE
    }

    static final Map<String, String> OPTIONS = options();

    private record Size(String title, int width, int depth, int heads, String millions) {}

    private static final Map<String, Size> SIZES = sizes();

    /** Checks the ranges, and that the numbers go together. */
    public VisionTransformerConfig {
        size(name);
        Check.within(1, 4096, "image-size", imageSize);
        Check.within(1, 1024, "patch-size", patchSize);
        Check.within(1, 1024, "channels", channels);
        Check.within(1, 8192, "width", width);
        Check.within(1, 100, "depth", depth);
        Check.within(1, width, "heads", heads);
        Check.between(0.1, 64, "mlp-ratio", mlpRatio);
        Check.within(0, 1024, "registers", registers);
        Check.between(0, 1, "layer-scale", layerScale);
        DropPath.requireRate(dropPath);
        require(imageSize % patchSize == 0, "image-size must be a multiple of patch-size " + patchSize, imageSize);
        require(imageSize / patchSize <= 256, "image-size must be at most 256 patches of " + patchSize, imageSize);
        require((int) (width * mlpRatio) > 0, "mlp-ratio must leave something of the width of " + width, mlpRatio);
        require(width % heads == 0, "heads must divide the width of " + width, heads);
        require(
                positions == Positions.LEARNED || width % 4 == 0,
                "width must be a multiple of 4 for positions of sines and cosines",
                width);
        require(
                pooling == Pooling.AVERAGE || classToken,
                "pooling must be average where there is no class token",
                Options.word(pooling));
    }

    private static void require(boolean holds, String what, Object got) {
        if (!holds) {
            throw new IllegalArgumentException(what + ", got " + got);
        }
    }

    /** timm's network of a name. */
    public static VisionTransformerConfig of(String name) {
        return of(name, Map.of());
    }

    /** The same with an option changed, by its name in {@link Backbones#describe}; a number or a boolean, or its text. */
    public VisionTransformerConfig with(String option, Object value) {
        return of(name, NetworkConfig.changed(this, option, value));
    }

    static VisionTransformerConfig of(String name, Map<String, ?> values) {
        Size size = size(name);
        Options options = new Options(name, values, OPTIONS);
        return new VisionTransformerConfig(
                name,
                options.integer("image-size", 224),
                options.integer("patch-size", 16),
                options.integer("channels", 3),
                options.integer("width", size.width),
                options.integer("depth", size.depth),
                options.integer("heads", size.heads),
                options.number("mlp-ratio", 4),
                options.flag("class-token", true),
                options.integer("registers", 0),
                options.word("pooling", Pooling.TOKEN),
                options.word("positions", Positions.LEARNED),
                options.flag("prefix-positions", true),
                options.number("layer-scale", 0),
                options.number("drop-path", 0),
                options.flag("qkv-bias", true),
                options.flag("mask-token", false));
    }

    static List<Backbones.Description> descriptions() {
        return SIZES.entrySet().stream()
                .map(entry -> new Backbones.Description(
                        entry.getKey(),
                        entry.getValue().title + ", patches of 16, " + entry.getValue().millions
                                + " million parameters, " + entry.getValue().width + " features",
                        OPTIONS))
                .toList();
    }

    /** The length of a feature vector. */
    public int features() {
        return width;
    }

    /** Width between the linear layers of a block. */
    int hidden() {
        return (int) (width * mlpRatio);
    }

    /** Patches on a side of an image of {@link #imageSize}. */
    int grid() {
        return imageSize / patchSize;
    }

    /** Tokens that stand before those of the patches. */
    int prefix() {
        return (classToken ? 1 : 0) + registers;
    }

    /** Those of them that have positions. */
    int positionedPrefix() {
        return prefixPositions ? prefix() : 0;
    }

    @Override
    public void requireSide(int side) {
        require(
                side >= patchSize && side % patchSize == 0,
                "patch-size must divide the sides of the images, " + side,
                patchSize);
    }

    @Override
    public Map<String, Object> architecture() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("image-size", imageSize);
        map.put("patch-size", patchSize);
        map.put("channels", channels);
        map.put("width", width);
        map.put("depth", depth);
        map.put("heads", heads);
        map.put("mlp-ratio", mlpRatio);
        map.put("class-token", classToken);
        map.put("registers", registers);
        map.put("pooling", Options.word(pooling));
        map.put("positions", Options.word(positions));
        map.put("prefix-positions", prefixPositions);
        map.put("layer-scale", layerScale);
        map.put("drop-path", dropPath);
        map.put("qkv-bias", qkvBias);
        map.put("mask-token", maskToken);
        return map;
    }

    @Override
    public Backbone build() {
        return new VisionTransformer(this);
    }

    private static Size size(String name) {
        Size size = SIZES.get(name);
        if (size == null) {
            throw new IllegalArgumentException("there is no vision transformer " + name);
        }
        return size;
    }

    private static Map<String, Size> sizes() {
        Map<String, Size> sizes = new LinkedHashMap<>();
        sizes.put("vit-tiny", new Size("ViT-Ti", 192, 12, 3, "5.5"));
        sizes.put("vit-small", new Size("ViT-S", 384, 12, 6, "21.7"));
        sizes.put("vit-base", new Size("ViT-B", 768, 12, 12, "85.8"));
        sizes.put("vit-large", new Size("ViT-L", 1024, 24, 16, "303.3"));
        return Collections.unmodifiableMap(sizes);
    }

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("image-size", "side of the images whose patches have positions of their own (224)");
        options.put("patch-size", "side of a patch; 8, 14, 16 and 32 are common (16)");
        options.put("channels", "channels of an image (3)");
        options.put("width", "length of a token and of the features (192, 384, 768, 1024)");
        options.put("depth", "blocks (12; large 24)");
        options.put("heads", "heads of the attention, which divide the width (3, 6, 12, 16)");
        options.put("mlp-ratio", "width between the linear layers of a block, in widths (4)");
        options.put("class-token", "whether there is a class token (true)");
        options.put("registers", "further tokens that are thrown away (0)");
        options.put("pooling", "features are the class token, or the average of the patches (token)");
        options.put("positions", "learned, or sine-cosine (learned)");
        options.put("prefix-positions", "whether class token and registers have positions, too (true)");
        options.put("layer-scale", "what the factors behind each branch start with; 0 for none (0)");
        options.put("drop-path", "probability that the last block is skipped in training, from 0 in the first (0)");
        options.put("qkv-bias", "whether queries, keys and values have a bias (true)");
        options.put("mask-token", "whether there is a token for hidden patches (false)");
        return Collections.unmodifiableMap(options);
    }
}
