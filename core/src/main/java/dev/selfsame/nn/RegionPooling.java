package dev.selfsame.nn;

import dev.selfsame.random.Draws;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * Mean features of regions, DetCon's mask pooling (Hénaff et al. 2021, arXiv:2103.10957, section 3.1): {@code hₘ = Σ mᵢⱼ hᵢⱼ
 * / Σ mᵢⱼ}, where m is the share of a place of the feature map that the region covers.
 */
public final class RegionPooling {
    private RegionPooling() {}

    /**
     * The mean feature of every region; 0 for one that isn't there.
     *
     * @param features [N, C, h, w]
     * @param regions whole numbers [N, S, S], 0 to {@code count - 1}; h and w divide S
     * @param count K, at least 1
     * @return [N, K, C]
     */
    public static Tensor pool(Tensor features, Tensor regions, int count) {
        Check.atLeast(1, "count", count);
        if (features.rank() != 4 || regions.rank() != 3 || features.size(0) != regions.size(0)) {
            throw new IllegalArgumentException("RegionPooling wants features [N, C, h, w] and regions [N, S, S], got "
                    + features + " and " + regions);
        }
        long n = features.size(0);
        long places = features.size(2) * features.size(3);
        try (Scope scope = new Scope()) {
            DType exact = features.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
            Tensor shares =
                    shares(features, regions, count).reshape(n, count, places).to(exact); // [N, K, h·w]
            Tensor sums = shares.sum(2, true); // [N, K, 1]
            Tensor mean =
                    shares.div(sums.clampMin(1)); // in cells of the map of regions, so at least 1 where it is there
            return scope.keep(
                    mean.to(features.dtype()).matmul(features.flatten(2).transpose(1, 2)));
        }
    }

    /** How many cells of each region lie in each place of the feature map: float32 [N, K·h·w]. */
    private static Tensor shares(Tensor features, Tensor regions, int count) {
        long[] fine = regions.shape();
        int rows = Math.toIntExact(features.size(2));
        int columns = Math.toIntExact(features.size(3));
        if (fine[1] % rows != 0 || fine[2] % columns != 0) {
            throw new IllegalArgumentException("RegionPooling wants a feature map that divides the regions, got "
                    + Arrays.toString(features.shape()) + " and " + Arrays.toString(fine));
        }
        long[] place = new long[(int) (fine[1] * fine[2])];
        for (int i = 0; i < place.length; i++) {
            long row = i / fine[2] * rows / fine[1];
            long column = i % fine[2] * columns / fine[2];
            place[i] = row * columns + column;
        }
        Tensor all = Tensor.of(new long[] {(long) rows * columns}, 1).to(regions.device());
        Tensor index = regions.to(DType.INT64).flatten(1).mul(all); // [N, S·S]
        index = index.add(Tensor.of(place, place.length).to(regions.device()));
        Tensor target = Tensor.zeros(DType.FLOAT32, fine[0], (long) count * rows * columns)
                .to(regions.device());
        Tensor ones = Tensor.ones(DType.FLOAT32, fine[0], place.length).to(regions.device());
        return Indexing.scatterAddInPlace(target, 1, index, ones);
    }

    /**
     * Regions drawn from those that an image has, each as likely, with replacement (16 an image in the paper): int64
     * [N, wanted].
     *
     * @param regions whole numbers [N, S, S], from 0
     * @param wanted how many an image, at least 1
     * @param draws the random numbers
     */
    public static Tensor sample(Tensor regions, int wanted, Draws draws) {
        Check.atLeast(1, "wanted", wanted);
        int n = Math.toIntExact(regions.size(0));
        long[] numbers;
        try (Tensor whole = regions.to(DType.INT64)) {
            numbers = whole.toLongs();
        }
        int cells = numbers.length / n;
        long[] chosen = new long[n * wanted];
        for (int i = 0; i < n; i++) {
            long[] there = Arrays.stream(numbers, i * cells, (i + 1) * cells)
                    .sorted()
                    .distinct()
                    .toArray();
            for (int m = 0; m < wanted; m++) {
                chosen[i * wanted + m] = there[draws.below(there.length)];
            }
        }
        return Tensor.of(chosen, n, wanted);
    }

    /**
     * The features of some regions.
     *
     * @param pooled [N, K, C], as {@link #pool} gives them
     * @param ids int64 [N, M], such as {@link #sample} draws
     * @return [N, M, C]
     */
    public static Tensor choose(Tensor pooled, Tensor ids) {
        try (Scope scope = new Scope()) {
            Tensor index = ids.to(pooled.device()).unsqueeze(2).expand(ids.size(0), ids.size(1), pooled.size(2));
            return scope.keep(Indexing.gather(pooled, 1, index));
        }
    }
}
