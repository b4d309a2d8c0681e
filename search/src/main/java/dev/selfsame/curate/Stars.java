package dev.selfsame.curate;

import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes groups apart into stars: the best image left is kept, those of the others that are near it are its copies, and so on
 * with the rest. An image that no other is near is in no star.
 */
record Stars(EmbeddedImages images, double cosine, @Nullable Verification verification, double similarity) {
    /** Kept images at a time: their cosines with the rest of a group make one product. */
    private static final int KEPT = 256;

    /** The stars of all groups, by the row of the kept image. */
    List<DuplicateCluster> of(Candidates candidates) {
        int[] degrees = candidates.degrees();
        List<DuplicateCluster> stars = new ArrayList<>();
        for (int[] group : candidates.groups()) {
            int[] byRank = IntStream.of(group)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(row -> -rank(row, degrees))
                            .thenComparing(Comparator.naturalOrder()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            takeApart(byRank, stars);
        }
        stars.sort(Comparator.comparingInt(DuplicateCluster::kept));
        return stars;
    }

    private long rank(int row, int[] degrees) {
        return verification == null ? degrees[row] : verification.quality(row);
    }

    /** The best come first; whoever is no copy of an earlier one is kept himself. */
    private void takeApart(int[] byRank, List<DuplicateCluster> stars) {
        int[] left = byRank;
        while (left.length > 1) {
            boolean[] taken = new boolean[left.length];
            int heads = Math.min(KEPT, left.length);
            float[] cosines = cosines(left, heads);
            for (int head = 0; head < heads; head++) {
                if (!taken[head]) {
                    taken[head] = true;
                    star(left, head, taken, cosines, stars);
                }
            }
            int[] before = left;
            left = IntStream.range(0, before.length)
                    .filter(i -> !taken[i])
                    .map(i -> before[i])
                    .toArray();
        }
    }

    private void star(int[] rows, int head, boolean[] taken, float[] cosines, List<DuplicateCluster> stars) {
        List<DuplicateCluster.Copy> copies = new ArrayList<>();
        for (int i = head + 1; i < rows.length; i++) {
            double near = cosines[head * rows.length + i];
            double alike = verification == null || taken[i] ? Double.NaN : verification.similarity(rows[head], rows[i]);
            if (!taken[i] && (verification == null ? near >= cosine : alike >= similarity)) {
                taken[i] = true;
                copies.add(new DuplicateCluster.Copy(rows[i], near, alike));
            }
        }
        if (!copies.isEmpty()) {
            copies.sort(Comparator.comparingInt(DuplicateCluster.Copy::row));
            stars.add(new DuplicateCluster(rows[head], copies));
        }
    }

    /** Of the first few with all: [heads · rows]. */
    private float[] cosines(int[] rows, int heads) {
        try (NoGrad guard = new NoGrad();
                Scope scope = new Scope()) {
            Tensor all = Indexing.select(images.rows(), 0, Tensor.of(asLongs(rows), rows.length)); // [n, D]
            return Products.of(all.narrow(0, 0, heads), all);
        }
    }

    private static long[] asLongs(int[] rows) {
        return Arrays.stream(rows).asLongStream().toArray();
    }
}
