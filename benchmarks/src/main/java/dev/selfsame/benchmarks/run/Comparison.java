package dev.selfsame.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A ratio between sides of a case, pair by pair.
 *
 * @param what for people
 * @param kind how it is computed
 * @param sides their names, ours first
 * @param aim what the ratio should reach; 0 for none
 * @param always whether every pair should reach it, not only the median
 */
record Comparison(String what, Kind kind, List<String> sides, double aim, boolean always) {
    /** How a ratio is computed, and on which side of its aim it should lie. */
    enum Kind {
        /** How many times as fast the first is as the second. */
        SPEED(true),
        /** The same by the time of whole processes, start and end included. */
        WHOLE_PROCESS(true),
        /** The first's gain over the second as a share of the third's over the fourth. */
        SCALING(true),
        /** The first's peak memory over the second's. */
        MEMORY(false),
        /** The first's value itself. */
        VALUE(false);

        final boolean atLeast;

        Kind(boolean atLeast) {
            this.atLeast = atLeast;
        }
    }

    static Comparison speed(String what, String ours, String theirs, double aim) {
        return new Comparison(what, Kind.SPEED, List.of(ours, theirs), aim, false);
    }

    static Comparison memory(String what, String ours, String theirs) {
        return new Comparison(what, Kind.MEMORY, List.of(ours, theirs), 1, false);
    }

    /** A ratio of peak memory that is to reach nothing. */
    static Comparison memoryWithoutAim(String what, String ours, String theirs) {
        return new Comparison(what, Kind.MEMORY, List.of(ours, theirs), 0, false);
    }

    /**
     * The ratio of each pair.
     *
     * @param lowerIsFaster whether values are seconds
     */
    List<Double> ratios(Map<String, SideResult> results, boolean lowerIsFaster) {
        List<List<Sample>> samples = new ArrayList<>();
        for (String side : sides) {
            samples.add(Objects.requireNonNull(results.get(side), side).samples());
        }
        int pairs = samples.stream().mapToInt(List::size).min().orElse(0);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            int pair = i;
            ratios.add(ratio(samples.stream().map(side -> side.get(pair)).toList(), lowerIsFaster));
        }
        return ratios;
    }

    private double ratio(List<Sample> pair, boolean lowerIsFaster) {
        Sample ours = pair.get(0);
        return switch (kind) {
            case SPEED -> {
                double ratio = ours.value() / pair.get(1).value();
                yield lowerIsFaster ? 1 / ratio : ratio;
            }
            case WHOLE_PROCESS -> pair.get(1).wall() / ours.wall();
            case SCALING ->
                ours.value()
                        / pair.get(1).value()
                        / (pair.get(2).value() / pair.get(3).value());
            case MEMORY -> ours.peakMib() / pair.get(1).peakMib();
            case VALUE -> ours.value();
        };
    }

    /** Whether the aim is reached; true where there is none. */
    boolean reached(Spread ratio) {
        if (aim == 0) {
            return true;
        }
        if (kind.atLeast) {
            return (always ? ratio.lowest() : ratio.median()) >= aim;
        }
        return (always ? ratio.highest() : ratio.median()) <= aim;
    }
}
