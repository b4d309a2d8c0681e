package dev.selfsame.evaluate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a convex function with a gradient by limited-memory BFGS (Liu and Nocedal 1989, "On the limited memory BFGS
 * method for large scale optimization"), with steps that are cut back until the function falls enough (Armijo), or its slope does.
 *
 * @param most iterations
 * @param tolerance it ends where no value of the gradient is larger
 */
record Lbfgs(int most, double tolerance) {
    private static final int MEMORY = 10;
    private static final double ENOUGH = 1e-4;
    private static final double NOISE = 1e-6;
    private static final int CUTS = 30;

    /** What is minimised. */
    interface Function {
        /** The value at a point; writes the gradient there. */
        double at(double[] point, double[] gradient);
    }

    /**
     * How it ended.
     *
     * @param value at the end
     * @param iterations that were taken
     * @param converged whether the gradient became small enough, or the function could fall no further in its precision
     */
    record Outcome(double value, int iterations, boolean converged) {}

    /** A step and by how much it changed the gradient. */
    private static final class Pair {
        final double[] step;
        final double[] change;
        final double product;

        Pair(double[] step, double[] change, double product) {
            this.step = step;
            this.change = change;
            this.product = product;
        }
    }

    /** Moves a point to the minimum. */
    Outcome minimize(Function function, double[] point) {
        double[] gradient = new double[point.length];
        double[] next = new double[point.length];
        double[] nextGradient = new double[point.length];
        Deque<Pair> memory = new ArrayDeque<>();
        double value = function.at(point, gradient);
        for (int i = 0; i < most; i++) {
            if (largest(gradient) <= tolerance) {
                return new Outcome(value, i, true);
            }
            double[] direction = direction(gradient, memory);
            double slope = dot(direction, gradient);
            double length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            double reached = Double.NaN;
            int cut = 0;
            for (; cut < CUTS; cut++) {
                for (int j = 0; j < point.length; j++) {
                    next[j] = point[j] + length * direction[j];
                }
                reached = function.at(next, nextGradient);
                if (reached <= value + ENOUGH * length * slope
                        || isFlat(value, reached, slope, dot(direction, nextGradient))) {
                    break;
                }
                length *= Double.isFinite(reached) ? shorter(value, slope, reached, length) : 0.1;
            }
            if (cut == CUTS) {
                if (memory.isEmpty()) {
                    return new Outcome(value, i, Double.isFinite(value)); // as low as its precision allows
                }
                memory.clear(); // once more along the gradient
                continue;
            }
            remember(memory, point, next, gradient, nextGradient);
            System.arraycopy(next, 0, point, 0, point.length);
            System.arraycopy(nextGradient, 0, gradient, 0, gradient.length);
            value = reached;
        }
        return new Outcome(value, most, largest(gradient) <= tolerance);
    }

    /**
     * Whether the values of two points are too close to be told apart, but the slopes say that a step was good (Hager and
     * Zhang 2005, "A New Conjugate Gradient Method with Guaranteed Descent and an Efficient Line Search", section 4).
     */
    private static boolean isFlat(double value, double reached, double slope, double slopeThere) {
        return reached <= value + NOISE * Math.abs(value) && slopeThere <= (2 * ENOUGH - 1) * slope;
    }

    /** By how much to shorten a step: where the parabola through what is known is lowest, within bounds. */
    private static double shorter(double value, double slope, double reached, double length) {
        double share = -slope * length / (2 * (reached - value - slope * length));
        return Math.max(0.1, Math.min(0.5, share));
    }

    private static void remember(Deque<Pair> memory, double[] from, double[] to, double[] before, double[] after) {
        double[] step = minus(to, from);
        double[] change = minus(after, before);
        double product = dot(step, change);
        if (product > 1e-14 * dot(change, change)) {
            if (memory.size() == MEMORY) {
                memory.removeLast();
            }
            memory.addFirst(new Pair(step, change, product));
        }
    }

    /** The two loops over what is remembered, the newest first. */
    private static double[] direction(double[] gradient, Deque<Pair> memory) {
        double[] direction = new double[gradient.length];
        addTo(direction, gradient, -1);
        double[] shares = new double[memory.size()];
        int i = 0;
        for (Pair pair : memory) {
            shares[i] = dot(pair.step, direction) / pair.product;
            addTo(direction, pair.change, -shares[i]);
            i++;
        }
        if (!memory.isEmpty()) {
            Pair newest = memory.getFirst();
            double scale = newest.product / dot(newest.change, newest.change);
            for (int j = 0; j < direction.length; j++) {
                direction[j] *= scale;
            }
        }
        for (Iterator<Pair> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            i--;
            addTo(direction, pair.step, shares[i] - dot(pair.change, direction) / pair.product);
        }
        return direction;
    }

    private static void addTo(double[] target, double[] values, double scale) {
        for (int i = 0; i < target.length; i++) {
            target[i] += scale * values[i];
        }
    }

    private static double[] minus(double[] left, double[] right) {
        double[] result = left.clone();
        addTo(result, right, -1);
        return result;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
