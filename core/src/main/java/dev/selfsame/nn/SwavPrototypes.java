package dev.selfsame.nn;

import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * SwAV's prototypes (Caron et al. 2020, arXiv:2006.09882, section 3.1): scores of an embedding are its products with the
 * prototypes, in one head or several of different numbers. The names are Lightly's, {@code heads.0.weight} [K, D] on, and
 * {@code heads.0.bias} [K] where there are biases. At first as {@code torch.nn.Linear}.
 *
 * <p>A training step calls {@link #normalize} first, then {@link #forward} on embeddings of length 1.
 *
 * <p><b>Erratum.</b> Lightly's prototypes have a bias, which its {@code normalize()} leaves alone: with one the scores are no
 * cosines. The authors' have none, nor have these by default; take one only to load Lightly's state dicts.
 */
public final class SwavPrototypes extends Module {
    private final Config config;
    private final HeadList heads;

    /**
     * Which prototypes.
     *
     * @param in D, the length of an embedding, at least 1
     * @param counts K of each head, at least one head
     * @param bias whether scores have one; false in the paper, true in Lightly
     * @param frozenSteps steps at the start in which prototypes get no gradient (appendix A: one epoch); 0 for none
     */
    public record Config(int in, List<Integer> counts, boolean bias, long frozenSteps) {
        /** Checks the ranges. */
        public Config {
            Check.atLeast(1, "in", in);
            counts = List.copyOf(counts);
            if (counts.isEmpty()) {
                throw new IllegalArgumentException("prototypes need at least one head, got none");
            }
            counts.forEach(count -> Check.atLeast(1, "counts", count));
            if (frozenSteps < 0) {
                throw new IllegalArgumentException("frozen-steps must be at least 0, got " + frozenSteps);
            }
        }

        /** One head without bias, never frozen; 3000 prototypes in the paper. */
        public static Config of(int in, int count) {
            return new Config(in, List.of(count), false, 0);
        }

        /** With prototypes that learn nothing in the first steps. */
        public Config withFrozenSteps(long steps) {
            return new Config(in, counts, bias, steps);
        }
    }

    /** One head's parameters, so that they have Lightly's names. */
    private static final class Head extends Module {
        final Tensor weight;
        final @Nullable Tensor bias;

        Head(int in, int count, boolean withBias) {
            weight = parameter("weight", Linear.init(in), count, in);
            bias = withBias ? parameter("bias", Linear.init(in), count) : null;
        }
    }

    private static final class HeadList extends Module {
        final List<Head> all = new ArrayList<>();

        HeadList(Config config) {
            for (int count : config.counts()) {
                all.add(child(Integer.toString(all.size()), new Head(config.in(), count, config.bias())));
            }
        }
    }

    /** Prototypes without values yet. */
    public SwavPrototypes(Config config) {
        this.config = config;
        heads = child("heads", new HeadList(config));
    }

    /**
     * The scores, a tensor a head: [N, K] each.
     *
     * @param z embeddings [N, D]
     * @throws IllegalArgumentException if prototypes are frozen at first, which needs {@link #forward(Tensor, long)}
     */
    public List<Tensor> forward(Tensor z) {
        if (config.frozenSteps() > 0) {
            throw new IllegalArgumentException(
                    where() + " is frozen at first and needs the step: call forward(z, step)");
        }
        return scores(z, false);
    }

    /**
     * The scores at a step; before step {@code frozenSteps} no gradient goes to the prototypes, only to the embeddings.
     *
     * @param z embeddings [N, D]
     * @param step from 0
     */
    public List<Tensor> forward(Tensor z, long step) {
        return scores(z, step < config.frozenSteps());
    }

    private List<Tensor> scores(Tensor z, boolean frozen) {
        requireReady();
        if (z.rank() < 1 || z.size(-1) != config.in()) {
            throw new IllegalArgumentException(where() + " wants [N, " + config.in() + "], got " + z);
        }
        List<Tensor> scores = new ArrayList<>();
        for (Head head : heads.all) {
            if (frozen) {
                try (Tensor weight = head.weight.detach();
                        Tensor bias = head.bias == null ? null : head.bias.detach()) {
                    scores.add(Norm.linear(z, weight, bias));
                }
            } else {
                scores.add(Norm.linear(z, head.weight, head.bias));
            }
        }
        return scores;
    }

    /** Brings each prototype to length 1, in place; biases stay. */
    public void normalize() {
        requireReady();
        try (NoGrad guard = new NoGrad()) {
            for (Head head : heads.all) {
                try (Tensor unit = Norm.l2(head.weight)) {
                    head.weight.copyInPlace(unit);
                }
            }
        }
    }

    /** The prototypes of a head, [K, D]: the parameter itself. */
    public Tensor weight(int head) {
        return heads.all.get(Objects.checkIndex(head, heads.all.size())).weight;
    }

    @Override
    public String toString() {
        return "SwavPrototypes" + config.toString().substring("Config".length());
    }
}
