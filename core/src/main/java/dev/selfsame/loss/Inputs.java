package dev.selfsame.loss;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What a loss of any number of inputs does round its formula: checks, full precision, a scope that leaves only the loss. */
final class Inputs {
    private Inputs() {}

    /** The formula of the inputs in full precision, autocast off; what it makes on the way is closed. */
    static Loss compute(List<Tensor> inputs, Function<List<Tensor>, Loss> formula) {
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(inputs.get(0).device())) {
            Loss loss = formula.apply(inputs.stream().map(Inputs::full).toList());
            scope.keep(loss.total());
            loss.terms().values().forEach(scope::keep);
            return loss;
        }
    }

    private static Tensor full(Tensor input) {
        return input.dtype() == DType.FLOAT32 || input.dtype() == DType.FLOAT64 ? input : input.to(DType.FLOAT32);
    }

    /** All views must be floating [rows, columns] of one shape, without an empty side. */
    static void requireViews(String loss, String what, List<Tensor> views) {
        for (Tensor view : views) {
            requireShape(loss, what, view, views.get(0).shape());
        }
        if (!views.isEmpty() && (views.get(0).rank() != 2 || views.get(0).count() == 0)) {
            throw new IllegalArgumentException(
                    loss + " wants " + what + " [rows, columns] with at least one of each, got "
                            + Arrays.toString(views.get(0).shape()));
        }
    }

    /** A floating tensor of this shape, in which -1 stands for any size. */
    static void requireShape(String loss, String what, Tensor tensor, long... shape) {
        long[] got = tensor.shape();
        boolean fits = got.length == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] == -1 || shape[i] == got[i];
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    loss + " wants " + what + " of shape " + named(shape) + ", got " + Arrays.toString(got));
        }
        if (!tensor.dtype().isFloating()) {
            throw new IllegalArgumentException(loss + " wants floating " + what + ", got " + tensor.dtype());
        }
    }

    private static String named(long[] shape) {
        return Arrays.toString(shape).replace("-1", "any");
    }

    /** A temperature or the like, which divides: finite and not almost 0. */
    static double divisor(String name, double value) {
        if (!(value >= 1e-8) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and at least 1e-8, got " + value);
        }
        return value;
    }

    /** A weight: finite and at least 0. */
    static double weight(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and at least 0, got " + value);
        }
        return value;
    }

    /** A share: 0 to 1. */
    static double share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be 0 to 1, got " + value);
        }
        return value;
    }

    /** A number of things: at least {@code least}. */
    static int count(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        }
        return value;
    }
}
