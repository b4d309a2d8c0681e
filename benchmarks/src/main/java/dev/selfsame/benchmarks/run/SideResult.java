package dev.selfsame.benchmarks.run;

import java.util.List;
import java.util.Map;

/**
 * All that one side of a case came to.
 *
 * @param name what comparisons call it
 * @param label for people
 * @param command how each process was started
 * @param workers loader processes or threads, where that was chosen; else -1
 * @param tried what each number of workers came to in a short run; empty where none was tried
 * @param samples one a pair
 */
record SideResult(
        String name, String label, String command, int workers, Map<Integer, Double> tried, List<Sample> samples) {
    Spread spread() {
        return Spread.of(samples.stream().map(Sample::value).toList());
    }

    double peakMib() {
        return samples.stream().mapToDouble(Sample::peakMib).max().orElse(0);
    }
}
