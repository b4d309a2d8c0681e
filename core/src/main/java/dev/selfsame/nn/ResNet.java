package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The residual network of He et al. 2016 (arXiv:1512.03385, table 1) without its classifier, under torchvision's names
 * and with torchvision's initial weights. In a bottleneck the 3×3 convolution has the stride, as in torchvision ("v1.5").
 */
public final class ResNet extends Backbone {
    static final Map<String, String> OPTIONS = options();

    /** Parameters by depth, with the defaults. */
    static final Map<Integer, String> MILLIONS = Map.of(18, "11.2", 34, "21.3", 50, "23.5", 101, "42.5", 152, "58.1");

    private final Config config;
    private final Layer[] stem;
    private final Layer[] stages = new Layer[4];
    private final Layer pool = new GlobalAveragePool();

    /**
     * Which network.
     *
     * @param depth 18, 34, 50, 101 or 152
     * @param cifarStem for images of about 32×32 (Chen et al. 2020, arXiv:2002.05709, appendix B.9): the first
     *     convolution is 3×3 with stride 1, and there is no max-pooling
     * @param baseWidth channels of the first stage, at least 1; the features grow with it: 64 gives ResNet-18 512 and
     *     ResNet-50 2048
     * @param channels channels of an image, at least 1
     * @param zeroInitResidual each block starts as the identity, its last norm's weight being 0 (Goyal et al. 2017,
     *     arXiv:1706.02677, section 5.1)
     */
    public record Config(int depth, boolean cifarStem, int baseWidth, int channels, boolean zeroInitResidual) {
        static final List<Integer> DEPTHS = List.of(18, 34, 50, 101, 152);

        /** Checks the ranges. */
        public Config {
            if (!DEPTHS.contains(depth)) {
                throw new IllegalArgumentException("depth must be one of " + DEPTHS + ", got " + depth);
            }
            Check.atLeast(1, "base-width", baseWidth);
            Check.atLeast(1, "channels", channels);
        }

        /** torchvision's network of a depth. */
        public static Config of(int depth) {
            return new Config(depth, false, 64, 3, false);
        }

        /** The network of a depth with the stem for images of about 32×32. */
        public static Config cifar(int depth) {
            return new Config(depth, true, 64, 3, false);
        }

        /** With another base width. */
        public Config withBaseWidth(int width) {
            return new Config(depth, cifarStem, width, channels, zeroInitResidual);
        }

        /** For images of another number of channels. */
        public Config withChannels(int number) {
            return new Config(depth, cifarStem, baseWidth, number, zeroInitResidual);
        }

        /** With blocks that start as the identity, or not. */
        public Config withZeroInitResidual(boolean zero) {
            return new Config(depth, cifarStem, baseWidth, channels, zero);
        }

        static Config of(int depth, Map<String, ?> values) {
            Options options = new Options("resnet" + depth, values, OPTIONS);
            return new Config(
                    depth,
                    options.flag("cifar-stem", false),
                    options.integer("base-width", 64),
                    options.integer("channels", 3),
                    options.flag("zero-init-residual", false));
        }

        boolean bottleneck() {
            return depth >= 50;
        }

        /** The length of a feature vector. */
        public int features() {
            return baseWidth * 8 * (bottleneck() ? Bottleneck.EXPANSION : 1);
        }

        private int[] blocks() {
            return switch (depth) {
                case 18 -> new int[] {2, 2, 2, 2};
                case 34, 50 -> new int[] {3, 4, 6, 3};
                case 101 -> new int[] {3, 4, 23, 3};
                default -> new int[] {3, 8, 36, 3};
            };
        }
    }

    /** A network without weights yet. */
    public ResNet(Config config) {
        super(config.channels(), config.features());
        this.config = config;
        int width = config.baseWidth();
        Layer convolution = child(
                "conv1",
                config.cifarStem()
                        ? new Conv2d(config.channels(), width, 3, 1, 1)
                        : new Conv2d(config.channels(), width, 7, 2, 3));
        Layer norm = child("bn1", new BatchNorm(width));
        stem = config.cifarStem()
                ? new Layer[] {convolution, norm, ReLU.inPlace()}
                : new Layer[] {convolution, norm, ReLU.inPlace(), new MaxPool(3, 2, 1)};
        int[] blocks = config.blocks();
        int in = width;
        for (int stage = 0; stage < stages.length; stage++) {
            Layer[] layers = new Layer[blocks[stage]];
            for (int i = 0; i < layers.length; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                boolean zero = config.zeroInitResidual();
                layers[i] = config.bottleneck()
                        ? new Bottleneck(in, width << stage, stride, zero)
                        : new BasicBlock(in, width << stage, stride, zero);
                in = (width << stage) * (config.bottleneck() ? Bottleneck.EXPANSION : 1);
            }
            stages[stage] = child("layer" + (stage + 1), new Sequential(layers));
        }
    }

    @Override
    public Tensor forward(Tensor x) {
        return next(map(x), pool);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return pool.describe(to, describeChain(to, describeChain(to, x, stem), stages));
    }

    @Override
    public Tensor map(Tensor x) {
        requireImages(x);
        Tensor at = chain(x, stem);
        for (Layer stage : stages) {
            at = next(at, stage);
        }
        return at;
    }

    /**
     * The outputs of the stem and of the four stages, all open: [N, C', H', W'] each, the last one before pooling.
     */
    public List<Tensor> stages(Tensor x) {
        requireImages(x);
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(chain(x, stem));
        for (Layer stage : stages) {
            outputs.add(stage.forward(outputs.get(outputs.size() - 1)));
        }
        return outputs;
    }

    @Override
    public Map<String, Object> architecture() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", "resnet" + config.depth());
        map.put("cifar-stem", config.cifarStem());
        map.put("base-width", config.baseWidth());
        map.put("channels", config.channels());
        map.put("zero-init-residual", config.zeroInitResidual());
        return map;
    }

    @Override
    public String toString() {
        return "ResNet-" + config.depth() + "(" + (config.cifarStem() ? "CIFAR stem, " : "") + "base width "
                + config.baseWidth() + ", " + config.channels() + " channels)";
    }

    private static Tensor next(Tensor at, Layer layer) {
        Tensor out = layer.forward(at);
        at.close();
        return out;
    }

    private void requireImages(Tensor x) {
        if (x.rank() != 4 || x.size(1) != channels()) {
            throw new IllegalArgumentException(where() + " wants images [N, " + channels() + ", H, W], got " + x);
        }
    }

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("cifar-stem", "3×3 first convolution without max-pooling, for images of about 32×32 (false)");
        options.put("base-width", "channels of the first stage (64)");
        options.put("channels", "channels of an image (3)");
        options.put("zero-init-residual", "blocks start as the identity (false)");
        return Collections.unmodifiableMap(options);
    }
}
