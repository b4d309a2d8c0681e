package dev.selfsame.nn;

import dev.selfsame.nn.ProjectionHead.Activation;
import dev.selfsame.nn.ProjectionHead.Block;
import dev.selfsame.nn.ProjectionHead.BlockNorm;
import java.util.ArrayList;
import java.util.List;

/**
 * The heads of the papers, built as Lightly builds them. Sizes: {@code in} goes in, {@code hidden} is inside,
 * {@code out} comes out; each is at least 1.
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

    /**
     * SimCLR's projection of any depth.
     *
     * @param layers linear layers, at least 1
     * @param batchNorm whether each linear layer has a norm instead of a bias
     */
    public static ProjectionHead simclr(int in, int hidden, int out, int layers, boolean batchNorm) {
        BlockNorm norm = batchNorm ? BlockNorm.BATCH : BlockNorm.NONE;
        List<Block> blocks = hidden(in, hidden, layers, norm);
        blocks.add(Block.of(width(in, hidden, layers), out, norm, Activation.NONE));
        return new ProjectionHead(blocks);
    }

    /**
     * BYOL's projection and its prediction, which have one form (Grill et al. 2020, arXiv:2006.07733, section 3.3):
     * linear, batch norm, ReLU; linear with bias. The paper's sizes for ResNet-50: 2048-4096-256 and 256-4096-256.
     */
    public static ProjectionHead byol(int in, int hidden, int out) {
        return mlp(in, hidden, out, 2);
    }

    /**
     * Linear layers with batch norm and ReLU between them, and a bias on the last one only: BYOL's with 2 layers, with 3
     * Barlow Twins' (Zbontar et al. 2021, arXiv:2103.03230, section 2.2: 2048-8192-8192-8192 for ResNet-50; the authors'
     * code has no bias) and VICReg's.
     *
     * @param layers linear layers, at least 1
     */
    public static ProjectionHead mlp(int in, int hidden, int out, int layers) {
        List<Block> blocks = hidden(in, hidden, layers, BlockNorm.BATCH);
        blocks.add(Block.linear(width(in, hidden, layers), out));
        return new ProjectionHead(blocks);
    }

    private static List<Block> hidden(int in, int hidden, int layers, BlockNorm norm) {
        Check.atLeast(1, "layers", layers);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < layers - 1; i++) {
            blocks.add(Block.of(i == 0 ? in : hidden, hidden, norm, Activation.RELU));
        }
        return blocks;
    }

    private static int width(int in, int hidden, int layers) {
        return layers == 1 ? in : hidden;
    }
}
