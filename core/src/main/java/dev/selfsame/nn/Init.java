package dev.selfsame.nn;

import dev.selfsame.random.Draws;

/** How a parameter's first values are drawn, one after another. */
@FunctionalInterface
public interface Init {
    /** The next value. */
    double draw(Draws draws);

    /** Whether every draw gives one value, so that no seed is needed. */
    default boolean isConstant() {
        return false;
    }

    /** One value everywhere. */
    static Init constant(double value) {
        return new Init() {
            @Override
            public double draw(Draws draws) {
                return value;
            }

            @Override
            public boolean isConstant() {
                return true;
            }
        };
    }

    /** Rows of length 1 that point anywhere, each direction equally likely: for a matrix of this many columns. */
    static Init unitRows(int columns) {
        double[] row = new double[columns];
        int[] next = {columns};
        return draws -> {
            if (next[0] == columns) {
                next[0] = 0;
                double squares = 0;
                for (int i = 0; i < columns; i++) {
                    row[i] = draws.gaussian();
                    squares += row[i] * row[i];
                }
                for (int i = 0; i < columns; i++) {
                    row[i] /= Math.sqrt(squares);
                }
            }
            return row[next[0]++];
        };
    }

    /** The values of a table in their order, over and over: for a tensor of as many. */
    static Init table(double[] values) {
        int[] next = {0};
        return draws -> {
            double value = values[next[0]];
            next[0] = (next[0] + 1) % values.length;
            return value;
        };
    }

    /** Uniform in [-bound, bound). */
    static Init uniform(double bound) {
        return draws -> draws.uniform(-bound, bound);
    }

    /** Normal with mean 0. */
    static Init normal(double std) {
        return draws -> std * draws.gaussian();
    }

    /**
     * Normal with variance {@code 2 / fan}, which keeps the size of values through layers followed by a ReLU (He et al.
     * 2015, arXiv:1502.01852, equation 10; with the outputs as fan, equation 14).
     *
     * @param fan the number of values that go into one output, or out of one input
     */
    static Init kaimingNormal(long fan) {
        return normal(Math.sqrt(2.0 / fan));
    }
}
