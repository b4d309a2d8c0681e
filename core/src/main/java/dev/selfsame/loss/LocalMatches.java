package dev.selfsame.loss;

import dev.selfsame.tensor.Indexing;
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
        return matched(x.matmul(y.transpose(1, 2)).mul(2).sub(squares), loss);
    }

    /** The loss of the pairs that are nearest in the image. */
    Tensor byGrid(Tensor gridFrom, Tensor gridTo, VicRegLoss loss) {
        Tensor x = rows(gridFrom).detach().unsqueeze(2); // [N, P, 1, 2]
        Tensor y = rows(gridTo).detach().unsqueeze(1); // [N, 1, Q, 2]
        return matched(x.sub(y).square().sum(3, false).neg(), loss);
    }

    /** The loss of the pairs that are nearest, by nearness [N, P, Q]. */
    private Tensor matched(Tensor nearness, VicRegLoss loss) {
        Indexing.TopK nearest = Indexing.topK(nearness, 1); // [N, P, 1]
        long kept = Math.min(count, nearness.size(1));
        Tensor best = Indexing.topK(nearest.values().squeeze(2), kept).indices(); // [N, kept]
        Tensor partner = Indexing.gather(nearest.indices().squeeze(2), 1, best); // [N, kept]
        return loss.apply(picked(rows(from), best), picked(rows(to), partner)).total();
    }

    /** The rows [N, kept, D] that indices [N, kept] name. */
    private static Tensor picked(Tensor rows, Tensor indices) {
        return Indexing.gather(rows, 1, indices.unsqueeze(2).expand(-1, -1, rows.size(2)));
    }

    /** A map's positions one after another: [N, P, D]. */
    private static Tensor rows(Tensor map) {
        return map.reshape(map.size(0), map.size(1) * map.size(2), map.size(3));
    }
}
