package dev.selfsame.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Runs a case: first finds each side's best number of workers, then lets all sides run once a pair, from first to last and in
 * the next pair from last to first, so that a machine that slows down is no one's loss.
 *
 * @param cores of the machine
 * @param pairs how often each side runs
 * @param quick whether it is only to try the program
 * @param measured when, and from which commit
 * @param readable makes a command fit for people
 */
record Races(int cores, int pairs, boolean quick, String measured, UnaryOperator<String> readable) {
    private static final double QUIET = 0.05; // share of the cores

    CaseResult run(Case race) throws IOException, InterruptedException {
        double busy = BusyCores.measure(cores);
        System.err.printf(Locale.ROOT, "%n%s: %s%n", race.id(), race.title());
        if (busy > QUIET * cores) {
            System.err.printf(Locale.ROOT, "  the machine is busy: %.2f of %d cores%n", busy, cores);
        }
        Map<String, SideResult> results = new LinkedHashMap<>();
        for (Side side : race.sides()) {
            Map<Integer, Double> tried = tried(side);
            int workers = side.workers().size() == 1
                    ? side.workers().get(0)
                    : tried.isEmpty() ? -1 : best(tried, race.unit().equals("s"));
            String command = readable.apply(String.join(" ", side.command().words(workers, false)));
            results.put(
                    side.name(), new SideResult(side.name(), side.label(), command, workers, tried, new ArrayList<>()));
        }
        for (int pair = 0; pair < pairs; pair++) {
            List<Side> order = new ArrayList<>(race.sides());
            if (pair % 2 == 1) {
                Collections.reverse(order);
            }
            for (Side side : order) {
                SideResult result = results.get(side.name());
                if (result == null) {
                    throw new IllegalStateException(side.name());
                }
                Sample sample = Child.run(side.command().words(result.workers(), false), side.memory(), side.until());
                result.samples().add(sample);
                System.err.printf(
                        Locale.ROOT,
                        "  pair %d/%d  %-28s %10.2f %s  %.1f s%n",
                        pair + 1,
                        pairs,
                        side.name(),
                        sample.value(),
                        race.unit(),
                        sample.wall());
            }
        }
        List<Verdict> verdicts = race.check().verdicts(results);
        verdicts.forEach(
                verdict -> System.err.println("  " + (verdict.same() ? "same: " : "NOT THE SAME: ") + verdict.what()));
        return new CaseResult(
                race.id(),
                race.title(),
                race.about(),
                race.unit(),
                measured,
                busy,
                quick,
                List.copyOf(results.values()),
                race.comparisons(),
                verdicts);
    }

    /** What each number of workers comes to in a short run; nothing where there is no choice. */
    private static Map<Integer, Double> tried(Side side) throws IOException, InterruptedException {
        Map<Integer, Double> tried = new LinkedHashMap<>();
        for (int workers : side.workers().size() > 1 ? side.workers() : List.<Integer>of()) {
            double value = Child.run(side.command().words(workers, true), false, side.until())
                    .value();
            tried.put(workers, value);
            System.err.printf(Locale.ROOT, "  trying  %-28s %d workers: %.2f%n", side.name(), workers, value);
        }
        return tried;
    }

    static int best(Map<Integer, Double> tried, boolean lowerIsFaster) {
        return tried.entrySet().stream()
                .max((a, b) -> lowerIsFaster
                        ? Double.compare(b.getValue(), a.getValue())
                        : Double.compare(a.getValue(), b.getValue()))
                .orElseThrow()
                .getKey();
    }
}
