package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A loss that several replicas may compute together.
 *
 * @param type of the loss
 * @param special what is special about it, or nothing
 * @param shapes of the whole batch's inputs
 * @param shared how many of the last inputs are no part of the batch, but the same for all
 * @param make makes the loss of a replica
 * @param formula the loss of what a replica has
 * @param <L> the loss
 */
record ReplicaCase<L>(
        Class<L> type,
        String special,
        List<long[]> shapes,
        int shared,
        Function<Replicas, L> make,
        BiFunction<L, Part, Loss> formula) {
    /**
     * What a replica has of the inputs.
     *
     * @param replicas who shares the batch
     * @param inputs of the whole batch
     * @param shared how many of the last are the same for all
     */
    record Part(Replicas replicas, List<Tensor> inputs, int shared) {
        /** This replica's rows of an input, or all that is shared. */
        Tensor get(int i) {
            return i < inputs.size() - shared ? own(inputs.get(i)) : inputs.get(i);
        }

        /** The same of the inputs from one to before another. */
        List<Tensor> get(int from, int to) {
            return IntStream.range(from, to).mapToObj(this::get).toList();
        }

        /** This replica's rows of those of the whole batch. */
        Tensor own(Tensor whole) {
            long n = whole.size(0) / replicas.size();
            return whole.narrow(0, n * replicas.rank(), n);
        }
    }

    static <L> ReplicaCase<L> of(
            Class<L> type,
            String special,
            String shapes,
            Function<Replicas, L> make,
            BiFunction<L, Part, Loss> formula) {
        return new ReplicaCase<>(type, special, LossesOfAnyInputsTest.shapes(shapes), 0, make, formula);
    }

    /** Of two views. */
    static <L extends PairLoss> ReplicaCase<L> pair(
            Class<L> type, String special, String shapes, Function<Replicas, L> make) {
        return of(type, special, shapes, make, (loss, in) -> loss.apply(in.get(0), in.get(1)));
    }

    /** The same with some inputs that are no part of the batch. */
    ReplicaCase<L> withShared(int count) {
        return new ReplicaCase<>(type, special, shapes, count, make, formula);
    }

    /** What moves from batch to batch: the loss itself or its bank; null where nothing does. */
    @Nullable
    Module state(L loss) {
        if (loss instanceof MoCoLoss moco) {
            return moco.bank();
        }
        if (loss instanceof ReSslLoss ressl) {
            return ressl.bank();
        }
        if (loss instanceof Co2 co2) {
            return co2.bank();
        }
        return loss instanceof Module module ? module : null;
    }

    /** Numbers for the inputs, those of one shape alike in part. */
    List<double[]> values() {
        double[] first = Samples.gaussian(82, 0, count(0));
        return IntStream.range(0, shapes.size())
                .mapToObj(i -> {
                    if (i == 0) {
                        return first;
                    }
                    return Arrays.equals(shapes.get(i), shapes.get(0))
                            ? Samples.near(first, 82, i)
                            : Samples.gaussian(82, i, count(i));
                })
                .toList();
    }

    private int count(int input) {
        return (int) Arrays.stream(shapes.get(input)).reduce(1, (a, b) -> a * b);
    }

    @Override
    public String toString() {
        return type.getSimpleName() + (special.isEmpty() ? "" : ", " + special);
    }
}
