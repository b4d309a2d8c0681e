package dev.selfsame.loss;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What every loss does round its formula: checks, full precision, and a scope that leaves only the loss. */
final class Inputs {
    private Inputs() {}

    /** The formula in full precision, autocast off; what it makes on the way is closed. */
    static Loss compute(List<Tensor> inputs, Function<List<Tensor>, Loss> formula) {
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(inputs.get(0).device())) {
            Loss loss = formula.apply(inputs.stream().map(Inputs::full).toList());
            scope.keep(loss.total());
            loss.terms().values().forEach(scope::keep);
            return loss;
        }
    }

    /** Views must be at least so many, floating and of one shape [N, D], with at least {@code leastRows} rows. */
    static void requireViews(String name, List<Tensor> views, int leastViews, long leastRows) {
        if (views.size() < leastViews) {
            throw new IllegalArgumentException(name + " wants at least " + leastViews
                    + (leastViews == 1 ? " view" : " views") + ", got " + views.size());
        }
        views.forEach(view -> Pairs.requireRows(name, views.get(0), view, leastRows));
    }

    /** The views of both lists. */
    static List<Tensor> joined(List<Tensor> first, List<Tensor> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** A number that must be finite and at least {@code low}. */
    static void requireAtLeast(double low, String name, double value) {
        if (!(value >= low) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and at least " + low + ", got " + value);
        }
    }

    /** A number that must be finite and above 0. */
    static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and above 0, got " + value);
        }
    }

    /** A number that must be from 0 to 1. */
    static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1, got " + value);
        }
    }

    /** Floating numbers, or an error that names the loss. */
    static void requireFloating(String name, Tensor z) {
        if (!z.dtype().isFloating()) {
            throw new IllegalArgumentException(name + " wants floating embeddings, got " + z.dtype());
        }
    }

    /** The error of a shape that doesn't fit. */
    static IllegalArgumentException shape(String name, String wanted, Tensor got) {
        return new IllegalArgumentException(name + " wants " + wanted + ", got " + Arrays.toString(got.shape()));
    }

    /** In float32, or as it is in float32 and float64. */
    private static Tensor full(Tensor z) {
        boolean whole = !z.dtype().isFloating();
        return whole || z.dtype() == DType.FLOAT32 || z.dtype() == DType.FLOAT64 ? z : z.to(DType.FLOAT32);
    }
}
