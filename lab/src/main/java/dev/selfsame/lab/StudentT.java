package dev.selfsame.lab;

import java.util.List;

/** Student's t distribution (Gosset 1908), as far as intervals need it. */
final class StudentT {
    /** Its 97.5 % points for 1, 2, 3, … degrees of freedom, to three decimals. */
    private static final List<Double> POINTS = List.of(
            12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
            2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042);

    private StudentT() {}

    /** Most degrees of freedom that {@link #point} knows. */
    static int most() {
        return POINTS.size();
    }

    /**
     * The value that t exceeds in 2.5 % of cases.
     *
     * @param freedom degrees of freedom, 1 to {@link #most}
     */
    static double point(int freedom) {
        return POINTS.get(freedom - 1);
    }
}
