package dev.selfsame.nn;

import dev.selfsame.nn.VisionTransformerConfig.Pooling;
import dev.selfsame.tensor.Resize;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vision transformer (Dosovitskiy et al. 2021, arXiv:2010.11929) without its classifier, under timm's names and with
 * timm's initial weights; torchvision's names differ. With registers (Darcet et al. 2024, arXiv:2309.16588), the
 * {@link LayerScale} and {@link DropPath} of DeiT III and DINOv2, and a token for hidden patches where they are asked for.
 *
 * <p>It takes images of any sides that are multiples of the patch: learned positions are resampled (bicubic, anti-aliased),
 * as timm does it with {@code dynamic_img_size}.
 */
public final class VisionTransformer extends Backbone {
    private final VisionTransformerConfig config;
    private final @Nullable Tensor classToken;
    private final @Nullable Tensor registers;
    private final Tensor positions;
    private final @Nullable Tensor maskToken;
    private final Conv2d projection;
    private final Layer[] blocks;
    private final LayerNorm norm;

    /** A network without weights yet. */
    public VisionTransformer(VisionTransformerConfig config) {
        super(config.channels(), config.width());
        this.config = config;
        int width = config.width();
        Init tiny = Init.normal(1e-6);
        classToken = config.classToken() ? parameter("cls_token", tiny, 1, 1, width) : null;
        registers = config.registers() > 0 ? parameter("reg_token", tiny, 1, config.registers(), width) : null;
        positions = positions(config);
        maskToken = config.maskToken() ? parameter("mask_token", Init.constant(0), 1, 1, width) : null;
        int patch = config.patchSize();
        Init first = Linear.init(config.channels() * patch * patch); // PyTorch's of a convolution
        projection = new Conv2d(config.channels(), width, patch, patch, 0, 1, true, first, first);
        child("patch_embed", new Sequential(Map.of("proj", projection)));
        blocks = new Layer[config.depth()];
        Map<String, Layer> named = new LinkedHashMap<>();
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new VisionBlock(config, i);
            named.put(Integer.toString(i), blocks[i]);
        }
        child("blocks", new Sequential(named));
        norm = child(config.pooling() == Pooling.TOKEN ? "norm" : "fc_norm", new LayerNorm(width, VisionBlock.EPS));
    }

    private Tensor positions(VisionTransformerConfig options) {
        int side = options.grid();
        int prefix = options.positionedPrefix();
        long length = (long) side * side + prefix;
        return options.positions() == VisionTransformerConfig.Positions.LEARNED
                ? parameter("pos_embed", VisionBlock.FIRST, 1, length, options.width())
                : fixedParameter(
                        "pos_embed",
                        Init.table(SineCosinePositions.of(options.width(), side, prefix)),
                        1,
                        length,
                        options.width());
    }

    @Override
    public Tensor forward(Tensor x) {
        try (Scope scope = new Scope()) {
            Tensor tokens = encode(x, null, null); // [N, prefix + L, D]
            Tensor one = config.pooling() == Pooling.TOKEN
                    ? tokens.select(1, 0)
                    : patches(tokens).mean(1, false);
            return scope.keep(norm.forward(one)); // [N, D]
        }
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        int grid = to.imageSide() / config.patchSize();
        V map = projection.describe(to, x); // [N, D, h, w]
        V patches = to.permute(to.reshape(map, 0, 0, -1), 0, 2, 1); // [N, L, D]
        V tokens = describePrefix(to, to.add(patches, describePositions(to, grid)));
        V made = describeChain(to, tokens, blocks); // [N, prefix + L, D]
        V one = config.pooling() == Pooling.TOKEN
                ? to.select(made, 1, 0)
                : to.mean(to.narrow(made, 1, config.prefix(), (long) grid * grid), List.of(1), false);
        return norm.describe(to, one);
    }

    /**
     * What becomes of every token: [N, P + L, D], the class token first and the registers after it, P in all, then the
     * patches row by row. Normalised where the class token is what {@link #forward} gives; with averages, the norm stands
     * behind those.
     *
     * @param x images [N, C, H, W]
     */
    public Tensor tokens(Tensor x) {
        return tokens(x, null, null);
    }

    /**
     * The same with patches hidden or left out.
     *
     * @param mask where patches are replaced by the mask token before they get their positions: bool [N, L]; or null
     * @param keep numbers of the tokens that go on, from 0 for the class token: int64 [N, k]; null for all
     * @return [N, P + L, D], or [N, k, D]
     * @throws IllegalStateException if there is a mask and the network was made without {@code mask-token}
     */
    public Tensor tokens(Tensor x, @Nullable Tensor mask, @Nullable Tensor keep) {
        try (Scope scope = new Scope()) {
            Tensor tokens = encode(x, mask, keep);
            return scope.keep(config.pooling() == Pooling.TOKEN ? norm.forward(tokens) : tokens);
        }
    }

    /**
     * The patches where they lie, each normalised: [N, D, h, w].
     *
     * @throws IllegalArgumentException if features are the class token, which would learn nothing from a loss of patches
     */
    @Override
    public Tensor map(Tensor x) {
        if (config.pooling() == Pooling.TOKEN) {
            throw new IllegalArgumentException(where()
                    + " has no map of features, being pooled by its class token: take pooling average (--set"
                    + " backbone.pooling=average)");
        }
        try (Scope scope = new Scope()) {
            Tensor patches = norm.forward(patches(encode(x, null, null))); // [N, L, D]
            long patch = config.patchSize();
            return scope.keep(
                    patches.transpose(1, 2).reshape(x.size(0), features(), x.size(2) / patch, x.size(3) / patch));
        }
    }

    @Override
    public boolean describesOneSize() {
        return true;
    }

    private <V> V describePositions(Operations<V> to, int grid) {
        int prefix = config.positionedPrefix();
        return grid == config.grid()
                ? to.narrow(to.weight(positions), 1, prefix, (long) grid * grid)
                : to.constant("positions", positionsOf(grid, grid));
    }

    private <V> V describePrefix(Operations<V> to, V patches) {
        List<V> shared = shared().stream().map(to::weight).toList();
        if (shared.isEmpty()) {
            return patches;
        }
        V prefix = shared.size() == 1 ? shared.get(0) : to.concatenate(1, shared); // [1, P, D]
        int positioned = config.positionedPrefix();
        V placed = positioned == 0 ? prefix : to.add(prefix, to.narrow(to.weight(positions), 1, 0, positioned));
        return to.concatenate(1, List.of(to.repeat(placed, patches), patches));
    }

    /** Tokens before the last norm, in the scope that is open. */
    private Tensor encode(Tensor x, @Nullable Tensor mask, @Nullable Tensor keep) {
        requireReady();
        requireImages(x);
        Tensor map = projection.forward(x); // [N, D, h, w]
        Tensor patches = map.flatten(2).transpose(1, 2); // [N, L, D]
        if (mask != null) {
            patches = Tokens.mask(patches, mask, requireMaskToken());
        }
        Tensor tokens = withPrefix(patches.add(positionsOf(map.size(2), map.size(3))));
        return chain(keep == null ? tokens : Tokens.atIndex(tokens, keep), blocks);
    }

    private Tensor patches(Tensor tokens) {
        int prefix = config.prefix();
        return tokens.narrow(1, prefix, tokens.size(1) - prefix);
    }

    private Tensor withPrefix(Tensor patches) {
        List<Tensor> shared = shared();
        if (shared.isEmpty()) {
            return patches;
        }
        Tensor prefix = shared.size() == 1 ? shared.get(0) : Tensor.cat(shared, 1); // [1, P, D]
        int positioned = config.positionedPrefix();
        Tensor placed = positioned == 0 ? prefix : prefix.add(positions.narrow(1, 0, positioned));
        return Tokens.prepend(placed, patches);
    }

    /** The tokens that all images have before their patches. */
    private List<Tensor> shared() {
        List<Tensor> shared = new ArrayList<>();
        if (classToken != null) {
            shared.add(classToken);
        }
        if (registers != null) {
            shared.add(registers);
        }
        return shared;
    }

    /** Positions of a grid of patches: [1, h·w, D]. */
    private Tensor positionsOf(long height, long width) {
        int prefix = config.positionedPrefix();
        int side = config.grid();
        Tensor own = positions.narrow(1, prefix, (long) side * side);
        if (height == side && width == side) {
            return own;
        }
        Tensor map = own.reshape(1, side, side, features()).permute(0, 3, 1, 2); // [1, D, side, side]
        return Resize.bicubic(map, height, width).flatten(2).transpose(1, 2);
    }

    private Tensor requireMaskToken() {
        if (maskToken == null) {
            throw new IllegalStateException(where() + " has no token for hidden patches: make it with mask-token");
        }
        return maskToken;
    }

    private void requireImages(Tensor x) {
        int patch = config.patchSize();
        if (x.rank() != 4
                || x.size(1) != channels()
                || x.size(2) < patch
                || x.size(3) < patch
                || x.size(2) % patch != 0
                || x.size(3) % patch != 0) {
            throw new IllegalArgumentException(where() + " wants images [N, " + channels()
                    + ", H, W] whose sides are multiples of " + patch + ", got " + x);
        }
    }

    @Override
    public Map<String, Object> architecture() {
        return config.architecture();
    }

    @Override
    public String toString() {
        return "VisionTransformer(" + config.name() + ", patches of " + config.patchSize() + ", width " + config.width()
                + ", " + config.depth() + " blocks, " + config.channels() + " channels)";
    }
}
