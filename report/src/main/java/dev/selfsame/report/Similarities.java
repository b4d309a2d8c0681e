package dev.selfsame.report;

import dev.selfsame.model.Embeddings;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The nearest neighbours of each row among the others, by the cosine of their embeddings.
 *
 * @param neighbours of each row, the most similar first; at least one
 */
record Similarities(List<List<Neighbour>> neighbours) {
    /** Neighbours of a row, where there are as many others. */
    static final int COUNT = 8;

    /** Another row. */
    record Neighbour(int row, double cosine) {}

    static Similarities of(Embeddings embedded) {
        int n = embedded.size();
        int count = Math.min(COUNT, n - 1);
        List<List<Neighbour>> all = new ArrayList<>(n);
        try (Scope scope = new Scope()) {
            Tensor unit = Norm.l2(embedded.tensor()); // [N, D]
            Indexing.TopK nearest =
                    Indexing.topK(unit.matmul(unit.t()), count + 1L); // [N, count + 1], itself among them
            float[] cosines = nearest.values().toFloats();
            long[] rows = nearest.indices().toLongs();
            for (int i = 0; i < n; i++) {
                List<Neighbour> some = new ArrayList<>(count);
                for (int j = i * (count + 1); some.size() < count; j++) {
                    if (rows[j] != i) { // of many equal images, it may not be among them at all
                        some.add(new Neighbour((int) rows[j], cosines[j]));
                    }
                }
                all.add(some);
            }
        }
        return new Similarities(all);
    }
}
