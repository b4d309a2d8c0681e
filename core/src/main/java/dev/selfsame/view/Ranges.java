package dev.selfsame.view;

/** What the transforms ask of their arguments. */
final class Ranges {
    private static final int LARGEST = 16_384;

    private Ranges() {}

    static void checkProbability(String owner, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(owner + ": probability must be between 0 and 1, got " + probability);
        }
    }

    static void checkSize(String owner, String name, int size) {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException(owner + ": " + name + " must be "
                    + (size < 1 ? "at least 1" : "at most " + LARGEST) + ", got " + size);
        }
    }

    /** A range of positive numbers up to a bound. */
    static void checkRange(String owner, String name, double low, double high, double bound) {
        if (!(low > 0 && low <= high && high <= bound)) {
            throw new IllegalArgumentException(owner + ": " + name + " must be a range above 0"
                    + (bound < Double.MAX_VALUE ? " and up to " + bound : "") + ", got " + low + " to " + high);
        }
    }

    static void checkRgb(String owner, int channels) {
        if (channels != 3) {
            throw new IllegalArgumentException(owner + " is for RGB images; this one has " + channels
                    + (channels == 1 ? " channel" : " channels"));
        }
    }

    static void checkStrength(String owner, String name, double strength) {
        if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(owner + ": " + name + " must be finite and at least 0, got " + strength);
        }
    }

    static void checkChannels(String owner, int wanted, int channels) {
        if (channels != wanted) {
            throw new IllegalArgumentException(
                    owner + " is for images of " + wanted + " channels; this one has " + channels);
        }
    }
}
