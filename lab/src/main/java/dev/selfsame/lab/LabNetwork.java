package dev.selfsame.lab;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.nn.ConvNorm;
import dev.selfsame.nn.GlobalAveragePool;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.NormKind;
import dev.selfsame.nn.Operations;
import dev.selfsame.nn.ReLU;
import dev.selfsame.nn.Sequential;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The network of the experiments, for small images: three convolutions of stride 2, each with a norm and ReLU, then the mean
 * over places. A run has some hundred steps, in which deep networks don't get to anything: a ResNet-18 that is as dear a step
 * knows no more of the drawn images after them than before.
 */
public final class LabNetwork extends Backbone {
    static final String NAME = "lab";
    private static final String WIDTH = "width";
    private static final String NORM = "norm";
    private static final String STANDARDIZED = "weight-standardization";

    static {
        Backbones.register(NAME, "three convolutions, for the claims lab", LabNetwork::of);
    }

    private final int width;
    private final ConvNorm norm;
    private final Sequential stages;
    private final Layer pool = new GlobalAveragePool();

    /**
     * A network without weights.
     *
     * @param width channels of the first convolution; the second has twice as many, the third four times, which are the
     *     features
     * @param norm behind each convolution
     */
    LabNetwork(int width, ConvNorm norm) {
        super(3, 4 * width);
        this.width = width;
        this.norm = norm;
        stages = child("stages", new Sequential(stage(3, width), stage(width, 2 * width), stage(2 * width, 4 * width)));
    }

    private static LabNetwork of(Map<String, ?> options) {
        return new LabNetwork(
                Integer.parseInt(text(options, WIDTH, LabSize.USUAL.width())),
                new ConvNorm(
                        NormKind.valueOf(text(options, NORM, NormKind.BATCH).toUpperCase(Locale.ROOT)),
                        Boolean.parseBoolean(text(options, STANDARDIZED, false))));
    }

    private static String text(Map<String, ?> options, String key, Object otherwise) {
        Object value = options.get(key);
        return String.valueOf(value == null ? otherwise : value);
    }

    /** Has encoders of this network found by its name. */
    public static void makeKnown() {
        // The class does it as it loads, once.
    }

    /** What it takes to build it. */
    static Map<String, Object> options(int width, NormKind norm, boolean standardized) {
        makeKnown();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put(WIDTH, width);
        options.put(NORM, norm.name().toLowerCase(Locale.ROOT));
        options.put(STANDARDIZED, standardized);
        return options;
    }

    private Sequential stage(int in, int out) {
        return new Sequential(norm.convolution(in, out, 3, 2, 1, 1), norm.of(out), ReLU.inPlace());
    }

    @Override
    public Tensor forward(Tensor x) {
        return chain(x, stages, pool);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return describeChain(to, x, stages, pool);
    }

    @Override
    public Map<String, Object> architecture() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", NAME);
        map.putAll(options(width, norm.norm(), norm.standardized()));
        return map;
    }

    @Override
    public String toString() {
        return "LabNetwork(width " + width + ", " + norm.norm().name().toLowerCase(Locale.ROOT) + " norm"
                + (norm.standardized() ? ", standardised weights)" : ")");
    }
}
