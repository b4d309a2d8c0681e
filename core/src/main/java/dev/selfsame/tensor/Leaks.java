package dev.selfsame.tensor;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds tensors that nobody closed. The level is the system property {@code selfsame.leaks}: {@code off} counts only;
 * {@code sample}, the default, also remembers where one tensor in 128 was made; {@code full} remembers where each was
 * made and closed, which is slow. A remembered tensor that the garbage collector finds open is reported by a log line
 * and by {@link #reports()}.
 */
public final class Leaks {
    /** How much is remembered. */
    public enum Level {
        /** Counts only. */
        OFF,
        /** One tensor in 128. */
        SAMPLE,
        /** Each tensor, with the place where it was closed. */
        FULL
    }

    private static final Logger LOG = LoggerFactory.getLogger(Leaks.class);
    private static final int SAMPLE = 128;
    private static final int CALLS = 3;
    private static final int MOST_REPORTS = 1000;
    private static final AtomicLong LIVE = new AtomicLong();
    private static final AtomicLong MADE = new AtomicLong();
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();
    private static volatile Level level = readLevel(System.getProperty("selfsame.leaks", "sample"));

    private Leaks() {}

    /** The number of open tensors in this process. */
    public static long live() {
        return LIVE.get();
    }

    /** What is remembered now. */
    public static Level level() {
        return level;
    }

    /** Changes what is remembered of tensors made from now on. */
    public static void level(Level newLevel) {
        level = newLevel;
    }

    /** Takes the reports of leaked tensors so far, oldest first; at most the first 1,000 since they were last taken. */
    public static List<String> reports() {
        List<String> taken = new ArrayList<>();
        for (String report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
            taken.add(report);
        }
        return taken;
    }

    static @Nullable Trace made(Tensor tensor) {
        LIVE.incrementAndGet();
        Level now = level;
        if (now == Level.OFF || (now == Level.SAMPLE && MADE.incrementAndGet() % SAMPLE != 0)) {
            return null;
        }
        Trace trace = new Trace(now == Level.FULL);
        Cleaners.CLEANER.register(tensor, trace);
        return trace;
    }

    static void closed(@Nullable Trace trace) {
        LIVE.decrementAndGet();
        if (trace != null) {
            trace.close();
        }
    }

    private static final class Cleaners {
        static final Cleaner CLEANER = Cleaner.create();
    }

    /** Where a tensor was made and closed. Runs when the tensor is garbage. */
    static final class Trace implements Runnable {
        private final StackTraceElement[] madeAt = new Throwable().getStackTrace();
        private final boolean full;
        private volatile StackTraceElement @Nullable [] closedAt;
        private volatile boolean closed;

        private Trace(boolean full) {
            this.full = full;
        }

        private void close() {
            closed = true;
            if (full) {
                closedAt = new Throwable().getStackTrace();
            }
        }

        String describe() {
            StackTraceElement[] end = closedAt;
            return "made at " + places(madeAt) + (end == null ? "" : ", closed at " + places(end));
        }

        @Override
        public void run() {
            if (!closed) {
                String report = "a tensor was never closed: " + describe();
                if (REPORTS.size() < MOST_REPORTS) {
                    REPORTS.add(report);
                }
                LOG.warn(report);
            }
        }

        /** The innermost calls outside this package, joined by arrows that point to the caller. */
        private static String places(StackTraceElement[] stack) {
            String places = Arrays.stream(stack)
                    .filter(call -> !call.getClassName().startsWith(Leaks.class.getPackageName() + "."))
                    .limit(CALLS)
                    .map(StackTraceElement::toString)
                    .collect(Collectors.joining(" < "));
            return places.isEmpty() ? "an unknown place" : places;
        }
    }

    private static Level readLevel(String text) {
        for (Level candidate : Level.values()) {
            if (candidate.name().equalsIgnoreCase(text)) {
                return candidate;
            }
        }
        LOG.warn("selfsame.leaks must be off, sample or full, got {}; it is sample", text);
        return Level.SAMPLE;
    }
}
