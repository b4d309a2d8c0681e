package dev.selfsame.nn;

import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * Tokens of one sequence and those of another of the same images that belong to them: the most similar by their cosine, as
 * DenseCL matches (Wang et al. 2021, arXiv:2011.09157, eq. 3), or the nearest by any distance, as VICRegL does (Bardes, Ponce
 * and LeCun 2022, arXiv:2210.01571, section 3). Gradients go through the tokens, not through the choice.
 */
public final class TokenMatches {
    private TokenMatches() {}

    /**
     * Pairs of tokens, row i of both: [N, k, D] and [N, k, D'].
     *
     * @param from of the sequence whose tokens looked for a match
     * @param to the matches
     */
    public record Pairs(Tensor from, Tensor to) {}

    /**
     * For each token of {@code x} the index of that of {@code y} with the largest cosine.
     *
     * @param x [N, P, D]
     * @param y [N, Q, D]
     * @return int64 [N, P]
     */
    public static Tensor mostSimilar(Tensor x, Tensor y) {
        if (x.rank() != 3 || y.rank() != 3 || x.size(0) != y.size(0) || x.size(2) != y.size(2)) {
            throw new IllegalArgumentException("tokens [N, P, D] are matched with [N, Q, D], got " + x + " and " + y);
        }
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor cosines = Norm.l2(x).matmul(Norm.l2(y).transpose(1, 2)); // [N, P, Q]
            return scope.keep(Indexing.argMax(cosines, 2));
        }
    }

    /**
     * For each token of {@code x} what belongs to the token of {@code y} with the largest cosine.
     *
     * @param x [N, P, D]
     * @param y [N, Q, D]
     * @param values of the tokens of {@code y}: [N, Q, D']
     * @return [N, P, D']
     */
    public static Tensor selectMostSimilar(Tensor x, Tensor y, Tensor values) {
        try (Tensor best = mostSimilar(x, y)) {
            if (values.rank() != 3 || values.size(0) != y.size(0) || values.size(1) != y.size(1)) {
                throw new IllegalArgumentException(
                        "values [N, Q, D'] belong to tokens [N, Q, D], got " + values + " and " + y);
            }
            return Tokens.atIndex(values, best);
        }
    }

    /**
     * Each token with its nearest candidate; of these pairs those with the smallest distances, the nearest first.
     *
     * @param tokens [N, P, D]
     * @param candidates [N, Q, D']
     * @param distances of each token from each candidate: [N, P, Q]
     * @param count k, how many pairs an image, at least 1; all P where there are no more
     */
    public static Pairs nearest(Tensor tokens, Tensor candidates, Tensor distances, int count) {
        Check.atLeast(1, "count", count);
        long[] wanted = tokens.rank() == 3 && candidates.rank() == 3
                ? new long[] {tokens.size(0), tokens.size(1), candidates.size(1)}
                : new long[0];
        if (!Arrays.equals(wanted, distances.shape())) {
            throw new IllegalArgumentException(
                    "tokens [N, P, D] and candidates [N, Q, D'] have distances [N, P, Q], got " + tokens + ", "
                            + candidates + " and " + distances);
        }
        Pairs chosen = indices(distances, Math.min(count, tokens.size(1)));
        try (Tensor which = chosen.from();
                Tensor partner = chosen.to()) {
            return new Pairs(Tokens.atIndex(tokens, which), Tokens.atIndex(candidates, partner));
        }
    }

    /** Which tokens are kept and which candidates are theirs: int64 [N, k] both. */
    private static Pairs indices(Tensor distances, long kept) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Indexing.TopK nearest = Indexing.topK(distances.neg(), 1); // [N, P, 1]
            Tensor which = Indexing.topK(nearest.values().squeeze(2), kept).indices(); // [N, k]
            Tensor partner = Indexing.gather(nearest.indices().squeeze(2), 1, which); // [N, k]
            return new Pairs(scope.keep(which), scope.keep(partner));
        }
    }
}
