package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small network between a backbone and a loss: [N, in] → [N, out], or [..., in] → [..., out] where no batch norm is
 * in it; linear layers each with a norm and an activation. The names are Lightly's, {@code layers.0.weight} on; the linear layers start as {@code torch.nn.Linear}.
 * {@link Heads} has those of the papers.
 */
public final class ProjectionHead extends Layer {
    private final Sequential layers;
    private final List<Block> blocks;

    /** What stands between a linear layer and its activation. */
    public enum BlockNorm {
        /** Nothing. */
        NONE,
        /** Batch norm with scale and offset. */
        BATCH,
        /** Batch norm without scale and offset. */
        BATCH_PLAIN,
        /** Layer norm. */
        LAYER,
        /** Group norm, in groups of 16 values. */
        GROUP
    }

    /** What comes last in a block. */
    public enum Activation {
        /** Nothing. */
        NONE,
        /** ReLU. */
        RELU,
        /** GELU. */
        GELU
    }

    /**
     * A linear layer, a norm and an activation.
     *
     * @param in values that go in
     * @param out values that come out
     * @param norm after the linear layer
     * @param activation after the norm
     * @param bias whether the linear layer has one
     */
    public record Block(int in, int out, BlockNorm norm, Activation activation, boolean bias) {
        /** With a bias where no norm follows, which would take it away. */
        public static Block of(int in, int out, BlockNorm norm, Activation activation) {
            return new Block(in, out, norm, activation, norm == BlockNorm.NONE);
        }

        /** The same with a bias or without. */
        Block withBias(boolean has) {
            return new Block(in, out, norm, activation, has);
        }

        /** Linear layer, batch norm, ReLU. */
        public static Block hidden(int in, int out) {
            return of(in, out, BlockNorm.BATCH, Activation.RELU);
        }

        /** A linear layer with bias. */
        public static Block linear(int in, int out) {
            return of(in, out, BlockNorm.NONE, Activation.NONE);
        }
    }

    /**
     * A head.
     *
     * @param blocks at least one, each taking what the one before gives
     */
    public ProjectionHead(List<Block> blocks) {
        this.layers = child("layers", sequence(blocks, null));
        this.blocks = List.copyOf(blocks);
    }

    /**
     * The layers of a head.
     *
     * @param init of the linear layers' weights, with biases of 0, or null for that of {@code torch.nn.Linear}
     */
    static Sequential sequence(List<Block> blocks, @Nullable Init init) {
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("a head needs at least one block");
        }
        List<Layer> made = new ArrayList<>();
        int given = blocks.get(0).in();
        for (Block block : blocks) {
            if (block.in() != given) {
                throw new IllegalArgumentException(
                        "a block gives " + given + " values and the next wants " + block.in());
            }
            made.add(
                    init == null
                            ? new Linear(block.in(), block.out(), block.bias())
                            : new Linear(block.in(), block.out(), block.bias(), init));
            addIfAny(made, norm(block));
            addIfAny(made, activation(block));
            given = block.out();
        }
        return new Sequential(made.toArray(new Layer[0]));
    }

    @Override
    public Tensor forward(Tensor x) {
        return layers.forward(x);
    }

    /** Values that go in. */
    public int in() {
        return blocks.get(0).in();
    }

    /** Values that come out. */
    public int out() {
        return blocks.get(blocks.size() - 1).out();
    }

    @Override
    public String toString() {
        StringBuilder sizes = new StringBuilder("ProjectionHead(").append(in());
        blocks.forEach(block -> sizes.append('-').append(block.out()));
        return sizes.append(')').toString();
    }

    private static void addIfAny(List<Layer> layers, @Nullable Layer layer) {
        if (layer != null) {
            layers.add(layer);
        }
    }

    private static @Nullable Layer norm(Block block) {
        return switch (block.norm()) {
            case NONE -> null;
            case BATCH -> new BatchNorm(block.out());
            case BATCH_PLAIN -> new BatchNorm(block.out(), 1e-5, 0.1, false, true);
            case LAYER -> new LayerNorm(block.out());
            case GROUP -> GroupNorm.ofSixteen(block.out());
        };
    }

    private static @Nullable Layer activation(Block block) {
        return switch (block.activation()) {
            case NONE -> null;
            case RELU -> ReLU.inPlace();
            case GELU -> new GELU();
        };
    }
}
