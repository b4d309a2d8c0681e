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
 *
 * <p>In wide networks (Zagoruyko and Komodakis 2016, arXiv:1605.07146) that convolution has twice the channels, in those
 * of Xie et al. 2017 (ResNeXt, arXiv:1611.05431, table 1) 32 or 64 groups of channels.
 */
public final class ResNet extends Backbone {
    private static final String NORM = "norm";
    private static final String STANDARDIZED = "weight-standardization";
    static final Map<String, String> OPTIONS = options();

    private final Config config;
    private final Layer[] stem;
    private final Layer[] stages = new Layer[4];
    private final Layer pool = new GlobalAveragePool();

    /**
     * Which network.
     *
     * @param name {@code resnet18}, {@code 34}, {@code 50}, {@code 101} or {@code 152}, {@code wide-resnet50-2} or {@code
     *     101-2}, {@code resnext50-32x4d}, {@code resnext101-32x8d} or {@code 101-64x4d}
     * @param cifarStem for images of about 32×32 (Chen et al. 2020, arXiv:2002.05709, appendix B.9): the first
     *     convolution is 3×3 with stride 1, and there is no max-pooling
     * @param baseWidth channels of the first stage, at least 1; the features grow with it: 64 gives ResNet-18 512 and
     *     ResNet-50 2048
     * @param channels channels of an image, at least 1
     * @param zeroInitResidual each block starts as the identity, its last norm's weight being 0 (Goyal et al. 2017,
     *     arXiv:1706.02677, section 5.1); needs batch norm
     * @param norm what stands behind each convolution
     * @param weightStandardization whether convolutions are {@link StandardizedConv2d}; needs a norm
     */
    public record Config(
            String name,
            boolean cifarStem,
            int baseWidth,
            int channels,
            boolean zeroInitResidual,
            NormKind norm,
            boolean weightStandardization)
            implements NetworkConfig {
        /** Checks the ranges. */
        public Config {
            new ConvNorm(norm, weightStandardization);
            if (zeroInitResidual && norm != NormKind.BATCH) {
                throw new IllegalArgumentException(
                        "zero-init-residual needs norm batch, got norm " + Options.word(norm));
            }
            Check.atLeast(1, "base-width", baseWidth);
            Check.atLeast(1, "channels", channels);
            ResNetKind kind = kind(name);
            if (kind.bottleneck() && kind.inner(baseWidth) < 1) {
                throw new IllegalArgumentException("base-width must be at least " + 64 / kind.groupWidth() + " for "
                        + kind.title() + ", whose groups are left without channels else, got " + baseWidth);
            }
        }

        /** With batch norm and plain convolutions, as torchvision's. */
        public Config(String name, boolean cifarStem, int baseWidth, int channels, boolean zeroInitResidual) {
            this(name, cifarStem, baseWidth, channels, zeroInitResidual, NormKind.BATCH, false);
        }

        /** torchvision's plain network of a depth: 18, 34, 50, 101 or 152. */
        public static Config of(int depth) {
            return of(ResNetKind.ofDepth(depth).name());
        }

        /** torchvision's network of a name. */
        public static Config of(String name) {
            return new Config(name, false, 64, 3, false);
        }

        /** The plain network of a depth with the stem for images of about 32×32. */
        public static Config cifar(int depth) {
            return new Config(ResNetKind.ofDepth(depth).name(), true, 64, 3, false);
        }

        /** With another base width. */
        public Config withBaseWidth(int width) {
            return new Config(name, cifarStem, width, channels, zeroInitResidual, norm, weightStandardization);
        }

        /** For images of another number of channels. */
        public Config withChannels(int number) {
            return new Config(name, cifarStem, baseWidth, number, zeroInitResidual, norm, weightStandardization);
        }

        /** With blocks that start as the identity, or not. */
        public Config withZeroInitResidual(boolean zero) {
            return new Config(name, cifarStem, baseWidth, channels, zero, norm, weightStandardization);
        }

        /**
         * With something else behind each convolution.
         *
         * @param standardized whether convolutions are {@link StandardizedConv2d}
         */
        public Config withNorm(NormKind kind, boolean standardized) {
            return new Config(name, cifarStem, baseWidth, channels, zeroInitResidual, kind, standardized);
        }

        static Config of(String name, Map<String, ?> values) {
            Options options = new Options(name, values, OPTIONS);
            return new Config(
                    name,
                    options.flag("cifar-stem", false),
                    options.integer("base-width", 64),
                    options.integer("channels", 3),
                    options.flag("zero-init-residual", false),
                    options.word(NORM, NormKind.BATCH),
                    options.flag(STANDARDIZED, false));
        }

        ResNetKind kind() {
            return kind(name);
        }

        private static ResNetKind kind(String name) {
            return ResNetKind.ALL.stream()
                    .filter(kind -> kind.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no residual network " + name));
        }

        /** The length of a feature vector. */
        public int features() {
            return baseWidth * 8 * (kind().bottleneck() ? Bottleneck.EXPANSION : 1);
        }

        @Override
        public Map<String, Object> architecture() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", name);
            map.put("cifar-stem", cifarStem);
            map.put("base-width", baseWidth);
            map.put("channels", channels);
            map.put("zero-init-residual", zeroInitResidual);
            map.put(NORM, Options.word(norm));
            map.put(STANDARDIZED, weightStandardization);
            return map;
        }

        /** What a file says of the network: what all had before there was a choice is not said. */
        Map<String, Object> written() {
            Map<String, Object> map = architecture();
            if (convolutions().equals(ConvNorm.BATCH)) {
                map.remove(NORM);
                map.remove(STANDARDIZED);
            }
            return map;
        }

        private ConvNorm convolutions() {
            return new ConvNorm(norm, weightStandardization);
        }

        @Override
        public Backbone build() {
            return new ResNet(this);
        }
    }

    /** A network without weights yet. */
    public ResNet(Config config) {
        super(config.channels(), config.features());
        this.config = config;
        int width = config.baseWidth();
        ConvNorm kind = config.convolutions();
        Layer convolution = child(
                "conv1",
                config.cifarStem()
                        ? kind.convolution(config.channels(), width, 3, 1, 1, 1)
                        : kind.convolution(config.channels(), width, 7, 2, 3, 1));
        Layer norm = child("bn1", kind.of(width));
        stem = config.cifarStem()
                ? new Layer[] {convolution, norm, ReLU.inPlace()}
                : new Layer[] {convolution, norm, ReLU.inPlace(), new MaxPool(3, 2, 1)};
        int in = width;
        for (int stage = 0; stage < stages.length; stage++) {
            stages[stage] = child("layer" + (stage + 1), stage(config, stage, in));
            in = (width << stage) * (config.kind().bottleneck() ? Bottleneck.EXPANSION : 1);
        }
    }

    private static Sequential stage(Config config, int stage, int channels) {
        ResNetKind kind = config.kind();
        ConvNorm norm = config.convolutions();
        boolean zero = config.zeroInitResidual();
        int width = config.baseWidth() << stage;
        Layer[] blocks = new Layer[kind.blocks()[stage]];
        int in = channels;
        for (int i = 0; i < blocks.length; i++) {
            int stride = stage > 0 && i == 0 ? 2 : 1;
            if (kind.bottleneck()) {
                blocks[i] = new Bottleneck(in, width, kind.inner(width), kind.groups(), stride, norm, zero);
                in = width * Bottleneck.EXPANSION;
            } else {
                blocks[i] = new BasicBlock(in, width, stride, norm, zero);
                in = width;
            }
        }
        return new Sequential(blocks);
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
        return config.written();
    }

    @Override
    public String toString() {
        return config.kind().title() + "(" + (config.cifarStem() ? "CIFAR stem, " : "") + "base width "
                + config.baseWidth() + ", " + config.channels() + " channels"
                + (config.norm() == NormKind.BATCH ? "" : ", norm " + Options.word(config.norm()))
                + (config.weightStandardization() ? ", standardised weights)" : ")");
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
        options.put(NORM, "behind each convolution: batch, group, layer or none (batch)");
        options.put(STANDARDIZED, "the weights of each convolution are standardised (false)");
        return Collections.unmodifiableMap(options);
    }
}
