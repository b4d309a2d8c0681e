package dev.selfsame.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One of two replicas in one thread. Both are run again and again; of the other, one knows what that sent in the round
 * before, so after as many rounds as there are exchanges, and one more, all of them are right.
 */
public record TwoHalves(int rank, List<List<Tensor>> before, List<Tensor> sent) implements Replicas {
    /** What both replicas make in the end, by rank. */
    public static List<Tensor> run(Function<Replicas, Tensor> work) {
        List<List<Tensor>> before = List.of(List.of(), List.of());
        List<Tensor> all = new ArrayList<>();
        for (int round = 0; ; round++) {
            TwoHalves first = new TwoHalves(0, before, new ArrayList<>());
            TwoHalves second = new TwoHalves(1, before, new ArrayList<>());
            List<Tensor> made = List.of(work.apply(first), work.apply(second));
            assertEquals(first.sent.size(), second.sent.size(), "both exchange in step");
            all.addAll(first.sent);
            all.addAll(second.sent);
            if (round == first.sent.size()) {
                all.forEach(Tensor::close);
                return made;
            }
            before = List.of(first.sent, second.sent);
        }
    }

    /** The mean of what both make. */
    public static Tensor mean(Function<Replicas, Tensor> work) {
        List<Tensor> made = run(work);
        return made.get(0).add(made.get(1)).mul(0.5);
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public Tensor gather(Tensor rows) {
        Tensor other = exchange(rows);
        return Tensor.cat(rank == 0 ? List.of(rows, other) : List.of(other, rows), 0);
    }

    @Override
    public Tensor sum(Tensor values) {
        return values.add(exchange(values));
    }

    private Tensor exchange(Tensor mine) {
        int turn = sent.size();
        sent.add(mine.copy().unscoped());
        List<Tensor> others = before.get(1 - rank);
        return turn < others.size() ? others.get(turn) : mine;
    }
}
