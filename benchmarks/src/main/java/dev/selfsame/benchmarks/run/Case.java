package dev.selfsame.benchmarks.run;

import java.util.List;
import java.util.Map;

/**
 * Sides that do one piece of work, run by turns.
 *
 * @param id its letter, and what it is a part of it
 * @param title for people
 * @param about how it is measured
 * @param unit of the sides' values: {@code s}, or something a second
 * @param sides in the order in which they run, which is turned round at every other pair
 * @param comparisons between them
 * @param check whether they did the same work
 */
record Case(
        String id,
        String title,
        String about,
        String unit,
        List<Side> sides,
        List<Comparison> comparisons,
        Check check) {
    /** Looks at what was measured. */
    interface Check {
        /** Of each pair of sides that should have done the same. */
        List<Verdict> verdicts(Map<String, SideResult> sides);
    }

    double seconds(int pairs) {
        return sides.stream().mapToDouble(side -> side.secondsOf(pairs)).sum();
    }
}
