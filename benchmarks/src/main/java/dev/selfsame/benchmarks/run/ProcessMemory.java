package dev.selfsame.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The proportional set size of a process and all that it started, twice a second: memory that several of them share counts
 * once. Linux only.
 */
final class ProcessMemory implements AutoCloseable {
    private static final long EVERY_MILLIS = 500;

    private final ProcessHandle root;
    private final Thread watcher = new Thread(this::watch, "memory");
    private volatile boolean closed;
    private volatile long peakKib;

    ProcessMemory(ProcessHandle root) {
        this.root = root;
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        while (!closed) {
            long now = Stream.concat(Stream.of(root), root.descendants())
                    .mapToLong(process -> kib(process.pid()))
                    .sum();
            peakKib = Math.max(peakKib, now);
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static long kib(long pid) {
        try {
            return pss(Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
        } catch (IOException e) { // it has ended
            return 0;
        }
    }

    /** The line {@code Pss: N kB} of a {@code smaps_rollup}; 0 without one. */
    static long pss(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }

    double peakMib() {
        return peakKib / 1024.0;
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }
}
