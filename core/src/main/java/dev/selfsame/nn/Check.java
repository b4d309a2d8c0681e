package dev.selfsame.nn;

/** Checks of constructor arguments. */
final class Check {
    private Check() {}

    static int atLeast(int low, String name, int value) {
        if (value < low) {
            throw new IllegalArgumentException(name + " must be at least " + low + ", got " + value);
        }
        return value;
    }

    static int within(int low, int high, String name, int value) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " must be " + low + " to " + high + ", got " + value);
        }
        return value;
    }

    static double between(double low, double high, String name, double value) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be " + low + " to " + high + ", got " + value);
        }
        return value;
    }
}
