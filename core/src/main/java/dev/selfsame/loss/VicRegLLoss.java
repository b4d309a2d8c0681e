package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * VICRegL (Bardes, Ponce and LeCun 2022, arXiv:2210.01571, section 3): {@link VicRegLoss} of the embeddings of whole
 * views, and of matched positions of their feature maps:
 *
 * <pre>{@code
 * loss = α · global + (1 − α) · local
 * global = λ mean s(Zₐ, Z_b) + μ mean v(Z) + ν mean c(Z)
 * local  = mean of  feature(Mₐ, M_b) + grid(Mₐ, M_b)
 * }</pre>
 *
 * <p>Means of pairs run over every global view a with every other view b, global or local; those of one view over all
 * views. {@code feature} matches each position of a map with the nearest features of the other, {@code grid} with the
 * position nearest in the image, of which the grids tell. Of the pairs those with the smallest distances count: {@code
 * matches} from map a to map b, {@code matchesBack} from b to a; each direction is a VICReg loss with ν/2 over [N,
 * matches, D], statistics over the batch at each rank of distance, and half of both is taken.
 *
 * <p>The terms are {@code global} and {@code local}, weighted. Gradients flow into all embeddings and maps, not through
 * the choice of matches. Two details follow the official code, as Lightly does: the paper has 20 matches for global and
 * 4 for local views, the code 20 for the first search and 4 for the second; and the pairs here are ordered by distance,
 * in the code otherwise, which shifts the statistics by position slightly. One doesn't: of the pairs of maps the code counts
 * the last alone, divided by the number of pairs, so that of two views its local part is half of this.
 *
 * @param global VICReg's weights and replicas, by default 25, 25 and 1
 * @param alpha α, weight of the global part, 0 to 1, by default 0.75
 * @param matches how many matches from map a to map b, at least 1, by default 20; all where a map has fewer positions
 * @param matchesBack how many from b to a, by default 4
 */
public record VicRegLLoss(VicRegLoss global, double alpha, int matches, int matchesBack) {
    /** Checks α and the matches. */
    public VicRegLLoss {
        Checks.requireShare("alpha", alpha);
        Checks.requireAtLeast(1, "matches", matches);
        Checks.requireAtLeast(1, "matchesBack", matchesBack);
    }

    /** The paper's weights, α 0.75, 20 matches and 4 back. */
    public VicRegLLoss() {
        this(new VicRegLoss(), 0.75, 20, 4);
    }

    /**
     * Views of one kind, global or local: of each its embedding [N, D], its feature map [N, H, W, C] and, for each of
     * the map's positions, where it lies in the image: [N, H, W, 2]. Maps of different views may differ in H and W.
     */
    public record Views(List<Tensor> embeddings, List<Tensor> maps, List<Tensor> grids) {
        /** No views. */
        public static final Views NONE = new Views(List.of(), List.of(), List.of());

        /** Checks that each view has all three. */
        public Views {
            if (embeddings.size() != maps.size() || maps.size() != grids.size()) {
                throw new IllegalArgumentException("each view has an embedding, a map and a grid, got "
                        + embeddings.size() + " embeddings, " + maps.size() + " maps and " + grids.size() + " grids");
            }
            for (int i = 0; i < maps.size(); i++) {
                LocalMatches.require(embeddings.get(i), maps.get(i), grids.get(i));
            }
        }

        private int size() {
            return maps.size();
        }

        private Views and(Views more) {
            return new Views(
                    Inputs.joined(embeddings, more.embeddings),
                    Inputs.joined(maps, more.maps),
                    Inputs.joined(grids, more.grids));
        }
    }

    /**
     * Both terms.
     *
     * @param globals views of most of the image, at least one; with {@code locals} at least two
     * @param locals views of small parts, or {@link Views#NONE}
     */
    public Loss apply(Views globals, Views locals) {
        Views views = globals.and(locals);
        if (globals.size() < 1 || views.size() < 2) {
            throw new IllegalArgumentException("VicRegLLoss wants a global view and another, got " + globals.size()
                    + " global and " + locals.size() + " local");
        }
        views.embeddings.forEach(z -> Moments.require("VicRegLLoss", views.embeddings.get(0), z, global.replicas()));
        int n = views.size();
        List<Tensor> inputs = Inputs.joined(Inputs.joined(views.embeddings, views.maps), views.grids);
        return Inputs.compute(
                inputs,
                in -> formula(
                        new Views(in.subList(0, n), in.subList(n, 2 * n), in.subList(2 * n, 3 * n)), globals.size()));
    }

    private Loss formula(Views views, int globals) {
        List<Tensor> invariances = new ArrayList<>();
        List<Tensor> locals = new ArrayList<>();
        for (int a = 0; a < globals; a++) {
            for (int b = 0; b < views.size(); b++) {
                if (a != b) {
                    invariances.add(views.embeddings
                            .get(a)
                            .sub(views.embeddings.get(b))
                            .square()
                            .mean());
                    locals.add(local(views, a, b));
                }
            }
        }
        List<Moments> moments = views.embeddings.stream()
                .map(z -> Moments.of(z, global.replicas()))
                .toList();
        Tensor variance =
                mean(moments.stream().map(z -> z.lackOfVariance(global.eps())).toList());
        Tensor covariance = mean(moments.stream().map(Moments::covariance).toList());
        Tensor whole = mean(invariances)
                .mul(global.lambda())
                .add(variance.mul(global.mu()))
                .add(covariance.mul(global.nu()));
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("global", whole.mul(alpha));
        terms.put("local", mean(locals).mul(1 - alpha));
        return Loss.of(terms);
    }

    /** What the maps of two views add: half of both directions, matched by feature and by grid. */
    private Tensor local(Views views, int a, int b) {
        VicRegLoss vicreg =
                new VicRegLoss(global.lambda(), global.mu(), global.nu() / 2, global.eps(), global.replicas());
        LocalMatches there = new LocalMatches(views.maps.get(a), views.maps.get(b), matches);
        LocalMatches back = new LocalMatches(views.maps.get(b), views.maps.get(a), matchesBack);
        Tensor gridA = views.grids.get(a);
        Tensor gridB = views.grids.get(b);
        return there.byFeature(vicreg)
                .add(back.byFeature(vicreg))
                .add(there.byGrid(gridA, gridB, vicreg))
                .add(back.byGrid(gridB, gridA, vicreg))
                .mul(0.5);
    }

    private static Tensor mean(List<Tensor> scalars) {
        return Tensor.stack(scalars, 0).mean();
    }
}
