package dev.selfsame.nn;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A block of a vision transformer, [N, L, D] → [N, L, D]: self-attention, then two linear layers with GELU between, each
 * behind a layer norm and beside a shortcut. Names are those of timm's Block.
 */
final class VisionBlock extends Layer {
    /** All linear layers start so. */
    static final Init FIRST = Init.normal(0.02);

    static final double EPS = 1e-6;

    private final Layer[] attention;
    private final Layer[] perceptron;

    VisionBlock(VisionTransformerConfig config, int block) {
        int width = config.width();
        double rate = DropPath.rate(config.dropPath(), block, config.depth());
        LayerNorm first = child("norm1", new LayerNorm(width, EPS));
        Attention mixing = child("attn", new Attention(width, config.heads(), config.qkvBias()));
        Layer firstScale = scale("ls1", config);
        DropPath firstDrop = child("drop_path1", new DropPath(rate));
        LayerNorm second = child("norm2", new LayerNorm(width, EPS));
        Map<String, Layer> layers = new LinkedHashMap<>();
        layers.put("fc1", new Linear(width, config.hidden(), true, FIRST));
        layers.put("act", new GELU());
        layers.put("fc2", new Linear(config.hidden(), width, true, FIRST));
        Layer making = child("mlp", new Sequential(layers));
        Layer secondScale = scale("ls2", config);
        DropPath secondDrop = child("drop_path2", new DropPath(rate));
        attention = new Layer[] {first, mixing, firstScale, firstDrop};
        perceptron = new Layer[] {second, making, secondScale, secondDrop};
    }

    private Layer scale(String name, VisionTransformerConfig config) {
        return child(
                name, config.layerScale() > 0 ? new LayerScale(config.width(), config.layerScale()) : new Identity());
    }

    @Override
    public Tensor forward(Tensor x) {
        try (Tensor mixed = chain(x, attention);
                Tensor at = x.add(mixed);
                Tensor made = chain(at, perceptron)) {
            return at.add(made);
        }
    }

    /** Self-attention of several heads, as in {@link SelfAttention}, under timm's names. */
    private static final class Attention extends Layer {
        private final int width;
        private final int heads;
        private final Linear in;
        private final Linear out;

        Attention(int width, int heads, boolean bias) {
            this.width = width;
            this.heads = heads;
            in = child("qkv", new Linear(width, 3 * width, bias, FIRST));
            out = child("proj", new Linear(width, width, true, FIRST));
        }

        @Override
        public Tensor forward(Tensor x) {
            long n = x.size(0);
            long length = x.size(1);
            try (Scope scope = new Scope()) {
                Tensor all = in.forward(x) // [N, L, 3D]
                        .reshape(n, length, 3, heads, width / heads)
                        .permute(2, 0, 3, 1, 4); // [3, N, heads, L, D / heads]
                Tensor mixed = Softmax.attention(all.select(0, 0), all.select(0, 1), all.select(0, 2));
                return scope.keep(out.forward(mixed.transpose(1, 2).reshape(n, length, width)));
            }
        }
    }
}
