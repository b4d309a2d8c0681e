package dev.selfsame.loss;

import dev.selfsame.nn.TokenMatches;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * Matches the positions of a feature map with those of another of the same images: each with its nearest, of which the
 * {@code count} pairs with the smallest distances are kept, nearest first.
 *
 * @param from the map whose positions look for a match: [N, H, W, D]
 * @param to the map in which they look: [N, H', W', D]
 * @param count how many pairs an image, or all where {@code from} has fewer positions
 */
record LocalMatches(Tensor from, Tensor to, int count) {
    /** A view's embedding [N, D], map [N, H, W, C] and grid [N, H, W, 2] belong together. */
    static void require(Tensor embedding, Tensor map, Tensor grid) {
        Checks.requireFloating("VicRegLLoss", map);
        Checks.requireFloating("VicRegLLoss", grid);
        if (map.rank() != 4 || map.count() == 0) {
            throw Checks.shape("VicRegLLoss", "feature maps [N, H, W, C]", map);
        }
        long[] wanted = map.shape();
        wanted[3] = 2;
        if (!Arrays.equals(wanted, grid.shape())) {
            throw Checks.shape("VicRegLLoss", "a grid " + Arrays.toString(wanted), grid);
        }
        if (embedding.rank() != 2 || embedding.size(0) != map.size(0)) {
            throw Checks.shape("VicRegLLoss", "embeddings [" + map.size(0) + ", D]", embedding);
        }
    }

    /** The loss of the pairs that are nearest by their features' distance. */
    Tensor byFeature(VicRegLoss loss) {
        Tensor x = rows(from).detach(); // [N, P, D]
        Tensor y = rows(to).detach(); // [N, Q, D]
        Tensor squares = x.square().sum(2, true).add(y.square().sum(2, false).unsqueeze(1)); // [N, P, Q]
        return matched(squares.sub(x.matmul(y.transpose(1, 2)).mul(2)), loss);
    }

    /** The loss of the pairs that are nearest in the image. */
    Tensor byGrid(Tensor gridFrom, Tensor gridTo, VicRegLoss loss) {
        Tensor x = rows(gridFrom).detach().unsqueeze(2); // [N, P, 1, 2]
        Tensor y = rows(gridTo).detach().unsqueeze(1); // [N, 1, Q, 2]
        return matched(x.sub(y).square().sum(3, false), loss);
    }

    /** The loss of the pairs that are nearest, by distances [N, P, Q]. */
    private Tensor matched(Tensor distances, VicRegLoss loss) {
        TokenMatches.Pairs pairs = TokenMatches.nearest(rows(from), rows(to), distances, count);
        return loss.apply(pairs.from(), pairs.to()).total();
    }

    /** A map's positions one after another: [N, P, D]. */
    private static Tensor rows(Tensor map) {
        return map.reshape(map.size(0), map.size(1) * map.size(2), map.size(3));
    }
}
