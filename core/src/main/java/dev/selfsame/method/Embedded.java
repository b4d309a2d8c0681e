package dev.selfsame.method;

import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a branch makes of the views of a batch.
 *
 * @param features of each view: [N, features]
 * @param embeddings of each view: [N, out]
 */
record Embedded(List<Tensor> features, List<Tensor> embeddings) {
    /** View by view, so that no batch norm sees two views together. */
    static Embedded each(Branch branch, Batch batch) {
        List<Tensor> features = new ArrayList<>();
        List<Tensor> embeddings = new ArrayList<>();
        for (View view : batch.views()) {
            Tensor h = branch.encoder.forward(view.pixels()); // [N, features]
            features.add(h);
            embeddings.add(branch.projector.forward(h)); // [N, out]
        }
        return new Embedded(features, embeddings);
    }

    /** Neighbouring views of one size in one pass, so that batch norms see them together. */
    static Embedded together(Branch branch, Batch batch) {
        List<Tensor> features = new ArrayList<>();
        List<Tensor> embeddings = new ArrayList<>();
        List<View> views = batch.views();
        int n = batch.size();
        int first = 0;
        while (first < views.size()) {
            int end = first + 1;
            while (end < views.size() && sameSize(batch.view(first), batch.view(end))) {
                end++;
            }
            List<Tensor> pixels =
                    views.subList(first, end).stream().map(View::pixels).toList();
            Tensor h = branch.encoder.forward(Tensor.cat(pixels, 0)); // [views · N, features]
            Tensor z = branch.projector.forward(h); // [views · N, out]
            for (int i = 0; i < end - first; i++) {
                features.add(h.narrow(0, (long) i * n, n));
                embeddings.add(z.narrow(0, (long) i * n, n));
            }
            first = end;
        }
        return new Embedded(features, embeddings);
    }

    private static boolean sameSize(Tensor a, Tensor b) {
        return Arrays.equals(a.shape(), b.shape());
    }

    /** A loss that says what the collapse meter reads: view 0, and view 1 as its counterpart. */
    Loss named(Loss loss) {
        Loss first = loss.withEmbedding(embeddings.get(0)).withFeatures(features.get(0));
        return embeddings.size() == 1 ? first : first.withCounterpart(embeddings.get(1));
    }
}
