package dev.selfsame.benchmarks.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One who does the work of a case, in a process a pair.
 *
 * @param name what comparisons call it
 * @param label for people
 * @param command how its process is started
 * @param workers the numbers of loader processes to try, the best of which is taken; empty where there is nothing to try
 * @param memory whether to watch its memory
 * @param until how the line begins whose arrival is what is measured, then the process is ended; null for processes that
 *     tell themselves
 * @param seconds that a process takes, about, on two cores
 */
record Side(
        String name,
        String label,
        CommandLine command,
        List<Integer> workers,
        boolean memory,
        @Nullable String until,
        double seconds) {
    /** How a process is started. */
    interface CommandLine {
        /**
         * The words.
         *
         * @param workers loader processes, where that is a question
         * @param trial whether it is only to try their number, and may be short
         */
        List<String> words(int workers, boolean trial);
    }

    static Side of(String name, String label, double seconds, List<String> command) {
        return new Side(name, label, (workers, trial) -> command, List.of(), false, null, seconds);
    }

    Side watched() {
        return new Side(name, label, command, workers, true, until, seconds);
    }

    Side until(String line) {
        return new Side(name, label, command, workers, memory, line, seconds);
    }

    /** About how long all its processes take. */
    double secondsOf(int pairs) {
        return seconds * pairs + (workers.size() > 1 ? 0.7 * seconds * workers.size() : 0);
    }
}
