package dev.selfsame.nn;

import dev.selfsame.nn.ProjectionHead.Activation;
import dev.selfsame.nn.ProjectionHead.Block;
import dev.selfsame.nn.ProjectionHead.BlockNorm;
import java.util.ArrayList;
import java.util.List;

/**
 * The heads of the papers, built as Lightly builds them, so that its state dicts load. Sizes: {@code in} goes in,
 * {@code hidden} is inside, {@code out} comes out; each is at least 1. "Linear, batch norm, ReLU" has no bias in its
 * linear layer. {@link DinoHead}, {@link CapiHead} and {@link AimHead} are classes of their own.
 */
public final class Heads {
    private Heads() {}

    /**
     * SimCLR's projection (Chen et al. 2020, arXiv:2002.05709, section 4.2; batch norm as in the authors' code): linear,
     * batch norm, ReLU; linear, batch norm. The paper's sizes for ResNet-50: 2048-2048-128.
     */
    public static ProjectionHead simclr(int in, int hidden, int out) {
        return simclr(in, hidden, out, 2, true);
    }

    /** SimCLR's projection of any depth; with {@code batchNorm} each linear layer has a norm instead of a bias. */
    public static ProjectionHead simclr(int in, int hidden, int out, int layers, boolean batchNorm) {
        BlockNorm norm = batchNorm ? BlockNorm.BATCH : BlockNorm.NONE;
        return head(in, hidden, out, layers, norm, Activation.RELU, norm);
    }

    /**
     * MoCo v2's projection (Chen et al. 2020, arXiv:2003.04297, section 3: "2-layer MLP head"): linear, ReLU; linear, all
     * with bias. 2048-2048-128 for ResNet-50.
     */
    public static ProjectionHead moco(int in, int hidden, int out) {
        return simclr(in, hidden, out, 2, false);
    }

    /**
     * MoCo v3's projection and prediction (Chen, Xie and He 2021, arXiv:2104.02057, section 4: 3 and 2 layers, 4096 inside,
     * 256 out): {@code layers} linear layers each with batch norm, the last one too, and ReLU between them. The authors'
     * code has 2 layers in the projection of a ResNet, and in no last norm the scale and offset that Lightly's has.
     */
    public static ProjectionHead mocoV3(int in, int hidden, int out, int layers) {
        return simclr(in, hidden, out, layers, true);
    }

    /** MoCo v3's prediction beside a ResNet (authors' code): linear, batch norm, ReLU; linear, none with bias. 256-4096-256. */
    public static ProjectionHead mocoV3Prediction(int in, int hidden, int out) {
        return mmcr(in, hidden, out, 1, true, false);
    }

    /**
     * NNCLR's projection (Dwibedi et al. 2021, arXiv:2104.14548, section 4.1): three linear layers each with batch norm,
     * ReLU after the first two. 2048-2048-2048-256 for ResNet-50.
     */
    public static ProjectionHead nnclr(int in, int hidden, int out) {
        return simclr(in, hidden, out, 3, true);
    }

    /** NNCLR's prediction (section 4.1): linear, batch norm, ReLU; linear. 256-4096-256. */
    public static ProjectionHead nnclrPrediction(int in, int hidden, int out) {
        return mlp(in, hidden, out, 2);
    }

    /**
     * BYOL's projection and its prediction, which have one form (Grill et al. 2020, arXiv:2006.07733, section 3.3):
     * linear, batch norm, ReLU; linear with bias. The paper's sizes for ResNet-50: 2048-4096-256 and 256-4096-256.
     */
    public static ProjectionHead byol(int in, int hidden, int out) {
        return mlp(in, hidden, out, 2);
    }

    /**
     * SimSiam's projection (Chen and He 2021, arXiv:2011.10566, section 3): three linear layers each with batch norm, the
     * last without scale and offset, as in the authors' code, ReLU after the first two. 2048 throughout. Their CIFAR-10
     * network has 2 layers.
     */
    public static ProjectionHead simsiam(int in, int hidden, int out, int layers) {
        return head(in, hidden, out, layers, BlockNorm.BATCH, Activation.RELU, BlockNorm.BATCH_PLAIN);
    }

    /** SimSiam's prediction (section 3), a bottleneck: linear, batch norm, ReLU; linear. 2048-512-2048. */
    public static ProjectionHead simsiamPrediction(int in, int hidden, int out) {
        return mlp(in, hidden, out, 2);
    }

    /**
     * SMoG's projection (Pang et al. 2022, arXiv:2207.06167; as Lightly has it): linear, batch norm, ReLU;
     * linear, batch norm without scale and offset. 2048-2048-128.
     */
    public static ProjectionHead smog(int in, int hidden, int out) {
        return simsiam(in, hidden, out, 2);
    }

    /** SMoG's prediction: linear, batch norm, ReLU; linear. 128-2048-128. */
    public static ProjectionHead smogPrediction(int in, int hidden, int out) {
        return mlp(in, hidden, out, 2);
    }

    /**
     * SwAV's projection (Caron et al. 2020, arXiv:2006.09882, appendix A): linear, batch norm, ReLU; linear. 2048-2048-128
     * for ResNet-50. {@link SwavPrototypes} follow it, on vectors of length 1.
     */
    public static ProjectionHead swav(int in, int hidden, int out) {
        return mlp(in, hidden, out, 2);
    }

    /**
     * Barlow Twins' projection (Zbontar et al. 2021, arXiv:2103.03230, section 2.2): three linear layers, batch norm and
     * ReLU after the first two. 2048-8192-8192-8192 for ResNet-50; the authors' code has no bias in the last.
     */
    public static ProjectionHead barlowTwins(int in, int hidden, int out) {
        return mlp(in, hidden, out, 3);
    }

    /** VICReg's projection (Bardes, Ponce and LeCun 2022, arXiv:2105.04906, section 4.2): Barlow Twins' of any depth; 3. */
    public static ProjectionHead vicreg(int in, int hidden, int out, int layers) {
        return mlp(in, hidden, out, layers);
    }

    /**
     * VICRegL's projection of feature vectors place by place (Bardes, Ponce and LeCun 2022, arXiv:2210.01571, section 4; as
     * Lightly has it): three linear layers without bias but in the last, layer norm and ReLU after the first two: [..., in]
     * → [..., out]. 2048-8192-8192-8192 for ResNet-50.
     */
    public static ProjectionHead vicreglLocal(int in, int hidden, int out) {
        return head(in, hidden, out, 3, BlockNorm.LAYER, Activation.RELU, BlockNorm.NONE);
    }

    /** TiCo's projection (Zhu et al. 2022, arXiv:2206.10698): linear, batch norm, ReLU; linear. 2048-4096-256. */
    public static ProjectionHead tico(int in, int hidden, int out) {
        return mlp(in, hidden, out, 2);
    }

    /**
     * DenseCL's projections (Wang et al. 2021, arXiv:2011.09157, section 3.2), the global one of pooled features [N, in]
     * and the dense one place by place [N, places, in], where the paper has 1×1 convolutions: MoCo v2's. A method has one
     * of each.
     */
    public static ProjectionHead densecl(int in, int hidden, int out) {
        return moco(in, hidden, out);
    }

    /**
     * MSN's projection (Assran et al. 2022, arXiv:2204.07141), and VIbCReg's: three linear layers, batch norm and GELU
     * after the first two. 768-2048-2048-256 for ViT-B.
     */
    public static ProjectionHead msn(int in, int hidden, int out) {
        return head(in, hidden, out, 3, BlockNorm.BATCH, Activation.GELU, BlockNorm.NONE);
    }

    /**
     * MMCR's projection (Yerxa et al. 2023, arXiv:2303.03307; as Lightly has it): hidden layers with batch norm
     * and ReLU, and an output layer. 2048-8192-8192-512.
     *
     * @param layers hidden linear layers, at least 1; 2
     * @param batchNorm whether norms follow the hidden layers
     * @param bias whether the linear layers have one, all or none
     */
    public static ProjectionHead mmcr(int in, int hidden, int out, int layers, boolean batchNorm, boolean bias) {
        Check.atLeast(1, "layers", layers);
        BlockNorm norm = batchNorm ? BlockNorm.BATCH : BlockNorm.NONE;
        return new ProjectionHead(blocks(in, hidden, out, layers + 1, norm, Activation.RELU, BlockNorm.NONE).stream()
                .map(block -> block.withBias(bias))
                .toList());
    }

    /**
     * LeJEPA's projection (Balestriero and LeCun 2025, arXiv:2511.08544; as Lightly has it): linear layers, at least 2 and
     * usually 3, with batch norm and ReLU between them. 2048 inside, 64 out.
     */
    public static ProjectionHead lejepa(int in, int hidden, int out, int layers) {
        return mlp(in, hidden, out, Check.atLeast(2, "layers", layers));
    }

    /** Linear layers, at least 1, with batch norm and ReLU between them, and a bias on the last one only. */
    public static ProjectionHead mlp(int in, int hidden, int out, int layers) {
        return mlp(in, hidden, out, layers, NormKind.BATCH);
    }

    /** Linear layers, at least 1, with a norm and ReLU between them, and a bias where no norm follows. */
    public static ProjectionHead mlp(int in, int hidden, int out, int layers, NormKind norm) {
        return head(in, hidden, out, layers, blockNorm(norm), Activation.RELU, BlockNorm.NONE);
    }

    private static BlockNorm blockNorm(NormKind norm) {
        return switch (norm) {
            case BATCH -> BlockNorm.BATCH;
            case GROUP -> BlockNorm.GROUP;
            case LAYER -> BlockNorm.LAYER;
            case NONE -> BlockNorm.NONE;
        };
    }

    private static ProjectionHead head(
            int in, int hidden, int out, int layers, BlockNorm norm, Activation activation, BlockNorm last) {
        return new ProjectionHead(blocks(in, hidden, out, layers, norm, activation, last));
    }

    private static List<Block> blocks(
            int in, int hidden, int out, int layers, BlockNorm norm, Activation activation, BlockNorm last) {
        Check.atLeast(1, "layers", layers);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < layers - 1; i++) {
            blocks.add(Block.of(i == 0 ? in : hidden, hidden, norm, activation));
        }
        blocks.add(Block.of(layers == 1 ? in : hidden, out, last, Activation.NONE));
        return blocks;
    }
}
