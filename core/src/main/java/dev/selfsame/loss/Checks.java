package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Checks of shapes and numbers that name the loss or the argument. */
final class Checks {
    private Checks() {}

    /** Views must be at least so many, floating and of one shape [N, D], with at least {@code leastRows} rows. */
    static void requireViews(String name, List<Tensor> views, int leastViews, long leastRows) {
        if (views.size() < leastViews) {
            throw new IllegalArgumentException(name + " wants at least " + leastViews
                    + (leastViews == 1 ? " view" : " views") + ", got " + views.size());
        }
        views.forEach(view -> Pairs.requireRows(name, views.get(0), view, leastRows));
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

    /** A number of things: at least {@code least}. */
    static int count(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        }
        return value;
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
}
