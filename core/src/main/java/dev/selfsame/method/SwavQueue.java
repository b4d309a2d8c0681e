package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** SwAV's queue: the last embeddings of each large view, one bank a view; none where the size is 0. */
final class SwavQueue extends Module {
    private final List<FillingBank> banks = new ArrayList<>();
    private final Replicas replicas;

    /**
     * An empty one.
     *
     * @param views large ones
     * @param size embeddings that are remembered of each, at least 0
     * @param dimensions of an embedding
     * @param replicas who shares the batch: the embeddings of all go in
     */
    SwavQueue(int views, int size, int dimensions, Replicas replicas) {
        this.replicas = replicas;
        for (int view = 0; size > 0 && view < views; view++) {
            banks.add(child(Integer.toString(view), new FillingBank(size, dimensions, replicas)));
        }
    }

    /**
     * What is remembered of each large view, [size, D] each; nothing until it is full. Of several replicas each has a part,
     * so that together they balance every row once.
     */
    List<Tensor> rows() {
        return banks.stream().allMatch(FillingBank::isFull)
                ? banks.stream().map(FillingBank::rows).map(this::part).toList()
                : List.of();
    }

    private Tensor part(Tensor rows) {
        long start = rows.size(0) * replicas.rank() / replicas.size();
        long end = rows.size(0) * (replicas.rank() + 1) / replicas.size();
        return rows.narrow(0, start, end - start);
    }

    /** Puts the embeddings of the views in, [N, D] each, the large ones first. */
    void enqueue(List<Tensor> embeddings) {
        for (int view = 0; view < banks.size(); view++) {
            banks.get(view).enqueue(embeddings.get(view));
        }
    }
}
