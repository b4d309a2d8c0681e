package dev.selfsame.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How busy the machine is with other things, before a case begins. Linux only. */
final class BusyCores {
    private static final long MILLIS = 2000;
    private static final int IDLE = 3; // place in the line: user, nice, system, idle, iowait, …
    private static final int IOWAIT = 4;
    private static final int FIELDS = 8; // up to steal; guests are in user already

    private BusyCores() {}

    /** How many cores were busy over two seconds, on the mean. */
    static double measure(int cores) throws IOException, InterruptedException {
        String before = line();
        Thread.sleep(MILLIS);
        return cores * share(before, line());
    }

    private static String line() throws IOException {
        return Files.readAllLines(Path.of("/proc/stat")).get(0);
    }

    /** The share of time that was not idle between two first lines of {@code /proc/stat}. */
    static double share(String before, String after) {
        long[] from = counts(before);
        long[] to = counts(after);
        long all = 0;
        for (int i = 0; i < FIELDS; i++) {
            all += to[i] - from[i];
        }
        long idle = to[IDLE] - from[IDLE] + to[IOWAIT] - from[IOWAIT];
        return all == 0 ? 0 : 1 - (double) idle / all;
    }

    private static long[] counts(String line) {
        String[] words = line.strip().split(" +", -1);
        long[] counts = new long[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            counts[i] = Long.parseLong(words[i + 1]);
        }
        return counts;
    }
}
