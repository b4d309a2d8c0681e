package dev.selfsame.optim;

/** Checks of hyper-parameters; the errors name the parameter, its range and the value got. */
final class Hyper {
    private Hyper() {}

    static double requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, got " + value);
        }
        return value;
    }

    /** Both bounds are allowed. */
    static double requireRange(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    name + " must be " + number(low) + " to " + number(high) + ", got " + value);
        }
        return value;
    }

    static void requireNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, got " + value);
        }
    }

    static void requireMomentum(double momentum, double dampening, boolean nesterov) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be at least 0 and less than 1, got " + momentum);
        }
        requireRange("dampening", dampening, 0, 1);
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException("nesterov needs a momentum and no dampening, got momentum " + momentum
                    + " and dampening " + dampening);
        }
    }

    static double requireLearningRate(double learningRate) {
        return requireRange("learning rate", learningRate, 0, 1000);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
