package dev.selfsame.tensor;

/** Operations with faults that {@link Fuzz} must find. */
public final class FuzzFaults {
    private FuzzFaults() {}

    /** Fails as a kernel must not. */
    public static double fail(double x) {
        if (x != 77) {
            throw new StackOverflowError("of " + x);
        }
        return x;
    }

    /** Complains at length. */
    public static void talk(int x) {
        if (x != 77) {
            throw new IllegalArgumentException("no\nnot " + x);
        }
    }

    /** Doesn't look at what it gets. */
    public static void ignore(Tensor x) {}

    /** Takes the process with it. */
    public static final class Crash {
        private Crash() {}

        /** As if a kernel had failed. */
        public static void halt(double x) {
            Runtime.getRuntime().halt(134);
        }
    }
}
