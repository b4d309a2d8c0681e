package dev.selfsame.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which {@link ConvNeXt}.
 *
 * @param name {@code convnext-tiny}, {@code small}, {@code base} or {@code large}
 * @param baseWidth channels of the first stage, 1 to 1024; 96, 96, 128 and 192. Each stage has twice those before it
 * @param blocks of the four stages, 1 to 100 each; 3, 3, 9, 3, or 3, 3, 27, 3
 * @param patchSize side and stride of the first convolution, 1 to 32; 4. An image's sides are 8 times this at least
 * @param channels of an image, 1 to 1024
 * @param layerScale what each block's factors start with, 0 to 1; 1e-6
 * @param dropPath probability of {@link DropPath} in the last block, from 0 in the first; 0. torchvision trains its
 *     classifiers with 0.1, 0.4, 0.5 and 0.5
 */
public record ConvNeXtConfig(
        String name,
        int baseWidth,
        List<Integer> blocks,
        int patchSize,
        int channels,
        double layerScale,
        double dropPath)
        implements NetworkConfig {
    static final Map<String, String> OPTIONS = options();

    private static final int MOST_CHANNELS = 1024;
    private static final List<Integer> SHORT = List.of(3, 3, 9, 3);
    private static final List<Integer> LONG = List.of(3, 3, 27, 3);

    private record Size(String title, int width, List<Integer> blocks, String millions) {}

    private static final Map<String, Size> SIZES = sizes();

    /** Checks the ranges. */
    public ConvNeXtConfig {
        size(name);
        Check.within(1, MOST_CHANNELS, "base-width", baseWidth);
        blocks = List.copyOf(blocks);
        if (blocks.size() != 4 || blocks.stream().anyMatch(count -> count < 1 || count > 100)) {
            throw new IllegalArgumentException(
                    "blocks must be four numbers of 1 to 100, such as 3-3-9-3, got " + text(blocks));
        }
        Check.within(1, 32, "patch-size", patchSize);
        Check.within(1, MOST_CHANNELS, "channels", channels);
        Check.between(0, 1, "layer-scale", layerScale);
        DropPath.requireRate(dropPath);
    }

    /** torchvision's network of a name. */
    public static ConvNeXtConfig of(String name) {
        return of(name, Map.of());
    }

    /** The same with an option changed, by its name in {@link Backbones#describe}; a number, or its text. */
    public ConvNeXtConfig with(String option, Object value) {
        return of(name, NetworkConfig.changed(this, option, value));
    }

    static ConvNeXtConfig of(String name, Map<String, ?> values) {
        Size size = size(name);
        Options options = new Options(name, values, OPTIONS);
        return new ConvNeXtConfig(
                name,
                options.integer("base-width", size.width),
                options.integers("blocks", size.blocks),
                options.integer("patch-size", 4),
                options.integer("channels", 3),
                options.number("layer-scale", 1e-6),
                options.number("drop-path", 0));
    }

    static List<Backbones.Description> descriptions() {
        return SIZES.entrySet().stream()
                .map(entry -> new Backbones.Description(
                        entry.getKey(),
                        "ConvNeXt-" + entry.getValue().title + ", " + entry.getValue().millions
                                + " million parameters, " + entry.getValue().width * 8 + " features",
                        OPTIONS))
                .toList();
    }

    /** The length of a feature vector. */
    public int features() {
        return baseWidth << 3;
    }

    /** Blocks in the stages before one. */
    int before(int stage) {
        return blocks.subList(0, stage).stream().mapToInt(Integer::intValue).sum();
    }

    /** The least side of an image. */
    int leastSide() {
        return patchSize << 3;
    }

    @Override
    public void requireSide(int side) {
        if (side < leastSide()) {
            throw new IllegalArgumentException("patch-size must be at most " + side / 8 + " for images of " + side + "×"
                    + side + ", got " + patchSize);
        }
    }

    @Override
    public Map<String, Object> architecture() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("base-width", baseWidth);
        map.put("blocks", text(blocks));
        map.put("patch-size", patchSize);
        map.put("channels", channels);
        map.put("layer-scale", layerScale);
        map.put("drop-path", dropPath);
        return map;
    }

    @Override
    public Backbone build() {
        return new ConvNeXt(this);
    }

    private static String text(List<Integer> blocks) {
        return blocks.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    private static Size size(String name) {
        Size size = SIZES.get(name);
        if (size == null) {
            throw new IllegalArgumentException("there is no ConvNeXt " + name);
        }
        return size;
    }

    private static Map<String, Size> sizes() {
        Map<String, Size> sizes = new LinkedHashMap<>();
        sizes.put("convnext-tiny", new Size("T", 96, SHORT, "27.8"));
        sizes.put("convnext-small", new Size("S", 96, LONG, "49.5"));
        sizes.put("convnext-base", new Size("B", 128, LONG, "87.6"));
        sizes.put("convnext-large", new Size("L", 192, LONG, "196.2"));
        return Collections.unmodifiableMap(sizes);
    }

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("base-width", "channels of the first stage (96; base 128, large 192)");
        options.put("blocks", "of the four stages (3-3-9-3; 3-3-27-3 from small on)");
        options.put("patch-size", "side and stride of the first convolution (4)");
        options.put("channels", "channels of an image (3)");
        options.put("layer-scale", "what the factors behind each block start with (1e-6)");
        options.put("drop-path", "probability that the last block is skipped in training, from 0 in the first (0)");
        return Collections.unmodifiableMap(options);
    }
}
