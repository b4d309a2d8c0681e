package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Both views of a batch as anchors, this replica's, and as candidates, those of all.
 *
 * @param anchors of length 1, view 0 then view 1: [2N, D]
 * @param all of length 1, view 0 of all replicas, then view 1: [2·all, D]
 * @param self which candidate an anchor is: int64 [2N, 1]
 * @param positive which candidate is the other view of an anchor's image: int64 [2N, 1]
 */
record Candidates(Tensor anchors, Tensor all, Tensor self, Tensor positive) {
    static Candidates of(Tensor z0, Tensor z1, Replicas replicas) {
        long n = z0.size(0);
        Tensor a = Norm.l2(z0); // [N, D]
        Tensor b = Norm.l2(z1); // [N, D]
        Tensor anchors = Tensor.cat(List.of(a, b), 0);
        Tensor all = replicas.size() == 1 ? anchors : Tensor.cat(List.of(replicas.gather(a), replicas.gather(b)), 0);
        Tensor self = own(2, n, replicas);
        Tensor positive = Tensor.cat(List.of(self.narrow(0, n, n), self.narrow(0, 0, n)), 0);
        return new Candidates(anchors, all, self.to(z0.device()), positive.to(z0.device()));
    }

    /**
     * Which of the candidates are this replica's own, where each view has the rows of all replicas: int64 [V·N, 1].
     *
     * @param views V
     * @param n rows of this replica
     */
    static Tensor own(int views, long n, Replicas replicas) {
        long first = replicas.rank() * n;
        long all = n * replicas.size();
        long[] own = LongStream.range(0, views * n)
                .map(i -> i / n * all + first + i % n)
                .toArray();
        return Tensor.of(own, own.length, 1);
    }

    /** Where the candidate is the one that the row names: bool [rows, candidates]. */
    static Tensor isAt(Tensor column, Tensor logits) {
        return Compare.eq(
                column.to(logits.device()), Tensor.range(logits.size(1)).to(logits.device()));
    }

    /** The logits, with minus infinity where the candidate is the one that the row names. */
    static Tensor without(Tensor column, Tensor logits) {
        return Indexing.maskedFill(logits, isAt(column, logits), Double.NEGATIVE_INFINITY);
    }

    /** Cosines over a temperature: [2N, 2·all]. */
    Tensor logits(double temperature) {
        return anchors.div(temperature).matmul(all.t());
    }

    /** The logits of the positives: [2N, 1]. */
    Tensor ofPositives(Tensor logits) {
        return Indexing.gather(logits, 1, positive);
    }

    /** The logits with minus infinity where a candidate is the anchor itself or its positive. */
    Tensor ofNegatives(Tensor logits) {
        return without(positive, without(self, logits));
    }
}
