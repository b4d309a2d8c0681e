package dev.selfsame.method;

import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;

/** Checks hyper-parameters; the message has the key as a recipe writes it, the range and the value got. */
final class Check {
    private Check() {}

    static void atLeast(String key, double value, double least) {
        if (!(value >= least) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(key + " must be at least " + plain(least) + ", got " + plain(value));
        }
    }

    static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    key + " must be " + plain(least) + " to " + plain(most) + ", got " + plain(value));
        }
    }

    static void above(String key, double value, double bound) {
        if (!(value > bound) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(key + " must be above " + plain(bound) + ", got " + plain(value));
        }
    }

    /** Of a layer. */
    static void width(String key, int value) {
        within(key, value, 1, 1 << 20);
    }

    /** Views, of which a method takes some. */
    static void views(MethodConfig method, Views views) {
        int least = method.leastViews();
        int most = method.mostViews();
        if (views.count() < least || views.count() > most) {
            String wanted =
                    least == most ? "" + least : views.count() < least ? "at least " + least : "at most " + most;
            throw new IllegalArgumentException(
                    method.name() + " takes " + wanted + " views of an image, got " + views.count());
        }
    }

    /** Of a memory bank. */
    static void queue(String key, int value) {
        within(key, value, 1, 1 << 24);
    }

    /** Losses that compare images want some; batch norm, where a method has it behind pooling, says so by itself. */
    static void images(Method method, Batch batch) {
        if (batch.size() < 2) {
            throw new IllegalArgumentException(
                    method.getClass().getSimpleName() + " wants a batch of at least 2 images, got " + batch.size());
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
