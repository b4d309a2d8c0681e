package dev.selfsame.random;

/**
 * A sequence of random numbers that is a pure function of its key. Philox 4×32-10 (Salmon et al. 2011, "Parallel Random
 * Numbers: As Easy as 1, 2, 3", §3.2 and table 2): the counter holds epoch, index and draw, the key holds seed, stream
 * and part. Not safe for use by several threads at once; making one is cheap.
 */
public final class Draws {
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;

    private final int key0;
    private final int key1;
    private final int counter1;
    private final int counter2;
    private final int counter3;
    private final int[] block = new int[4];
    private int counter0;
    private int used = 4;
    private double spare = Double.NaN;

    private Draws(long key, int epoch, long index) {
        this.key0 = (int) key;
        this.key1 = (int) (key >>> 32);
        this.counter1 = epoch;
        this.counter2 = (int) index;
        this.counter3 = (int) (index >>> 32);
    }

    /**
     * The draws of one purpose.
     *
     * @param seed the run's seed, any value
     * @param stream who draws
     * @param epoch epoch or step
     * @param index which image, parameter or item
     * @param part which part of it, such as the view
     */
    public static Draws of(long seed, Stream stream, int epoch, long index, int part) {
        long key = mix(seed ^ mix(((long) stream.number << 32) | (part & 0xFFFFFFFFL)));
        return new Draws(key, epoch, index);
    }

    /** The draws of one purpose, part 0. */
    public static Draws of(long seed, Stream stream, int epoch, long index) {
        return of(seed, stream, epoch, index, 0);
    }

    /** The next 32 random bits. */
    public int bits() {
        if (used == 4) {
            philox(block, counter0++, counter1, counter2, counter3, key0, key1);
            used = 0;
        }
        return block[used++];
    }

    /** A number in [0, 1) with 53 random bits. */
    public double uniform() {
        long high = Integer.toUnsignedLong(bits() >>> 5); // 27 bits
        long low = Integer.toUnsignedLong(bits() >>> 6); // 26 bits
        return ((high << 26) | low) * 0x1.0p-53;
    }

    /** A number in [low, high), or {@code low} where both are equal. */
    public double uniform(double low, double high) {
        if (!(high - low >= 0 && high - low < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("no number lies between " + low + " and " + high);
        }
        double value = low + (high - low) * uniform();
        return value < high ? value : Math.max(low, Math.nextDown(high)); // rounding may reach high
    }

    /** A whole number in [0, bound), each equally likely (Lemire 2019, arXiv:1805.10941). */
    public int below(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be at least 1, got " + bound);
        }
        long product = (bits() & 0xFFFFFFFFL) * bound;
        long low = product & 0xFFFFFFFFL;
        if (low < bound) {
            long threshold = (-bound & 0xFFFFFFFFL) % bound;
            while (low < threshold) {
                product = (bits() & 0xFFFFFFFFL) * bound;
                low = product & 0xFFFFFFFFL;
            }
        }
        return (int) (product >>> 32);
    }

    /** True with the given probability; draws one number whatever the probability. */
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /** A standard normal number (Box and Muller 1958). */
    public double gaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        double angle = 2 * Math.PI * uniform();
        spare = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }

    /** Puts {@code values} into a random order (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    /** The numbers 0 to {@code n - 1} in a random order. */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("n must be at least 0, got " + n);
        }
        int[] values = new int[n];
        for (int i = 0; i < n; i++) {
            values[i] = i;
        }
        shuffle(values);
        return values;
    }

    /** A 64-bit hash of a name, for use as an index (FNV-1a, then mixed). */
    public static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static void philox(int[] out, int c0, int c1, int c2, int c3, int k0, int k1) {
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (c0 & 0xFFFFFFFFL);
            long product1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (c2 & 0xFFFFFFFFL);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        out[0] = c0;
        out[1] = c1;
        out[2] = c2;
        out[3] = c3;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    static long mix(long z) {
        z += 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
