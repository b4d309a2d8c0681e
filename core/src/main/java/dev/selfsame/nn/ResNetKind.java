package dev.selfsame.nn;

import java.util.List;
import java.util.Optional;

/**
 * A residual network by name: its depth, and what the 3×3 convolutions of its bottlenecks are like.
 *
 * @param name such as {@code resnext50-32x4d}
 * @param title as its paper writes it
 * @param depth 18, 34, 50, 101 or 152
 * @param groups of channels of these convolutions
 * @param groupWidth channels of a group in the first stage where the base width is 64
 * @param millions of parameters, with the defaults
 */
record ResNetKind(String name, String title, int depth, int groups, int groupWidth, String millions) {
    private static final String PLAIN = "resnet";

    static final List<ResNetKind> ALL = List.of(
            plain(18, "11.2"),
            plain(34, "21.3"),
            plain(50, "23.5"),
            plain(101, "42.5"),
            plain(152, "58.1"),
            new ResNetKind("wide-resnet50-2", "Wide-ResNet-50-2", 50, 1, 128, "66.8"),
            new ResNetKind("wide-resnet101-2", "Wide-ResNet-101-2", 101, 1, 128, "124.8"),
            new ResNetKind("resnext50-32x4d", "ResNeXt-50 32x4d", 50, 32, 4, "23.0"),
            new ResNetKind("resnext101-32x8d", "ResNeXt-101 32x8d", 101, 32, 8, "86.7"),
            new ResNetKind("resnext101-64x4d", "ResNeXt-101 64x4d", 101, 64, 4, "81.4"));

    private static ResNetKind plain(int depth, String millions) {
        return new ResNetKind(PLAIN + depth, "ResNet-" + depth, depth, 1, 64, millions);
    }

    /**
     * The plain network of a depth.
     *
     * @throws IllegalArgumentException if there is none
     */
    static ResNetKind ofDepth(int depth) {
        return named(PLAIN + depth)
                .orElseThrow(() -> new IllegalArgumentException("depth must be one of "
                        + ALL.stream().map(ResNetKind::depth).distinct().toList() + ", got " + depth));
    }

    /** The network of a name, if there is one. */
    static Optional<ResNetKind> named(String name) {
        return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst();
    }

    boolean bottleneck() {
        return depth >= 50;
    }

    /** Blocks of each stage. */
    int[] blocks() {
        return switch (depth) {
            case 18 -> new int[] {2, 2, 2, 2};
            case 34, 50 -> new int[] {3, 4, 6, 3};
            case 101 -> new int[] {3, 4, 23, 3};
            default -> new int[] {3, 8, 36, 3};
        };
    }

    /** Channels of the 3×3 convolution of a bottleneck that gives out four times {@code width} channels. */
    int inner(int width) {
        return (int) ((long) width * groupWidth / 64) * groups;
    }
}
