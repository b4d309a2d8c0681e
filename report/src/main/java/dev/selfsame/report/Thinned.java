package dev.selfsame.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A list that only grows, evenly thinned where it would grow beyond what a screen can show: every second entry is let go
 * then, and of those to come every second is taken.
 */
final class Thinned<T> {
    private final int most;
    private List<T> kept = new ArrayList<>();
    private long seen;
    private long stride = 1;
    private int generation;

    /**
     * Empty.
     *
     * @param most entries that are kept; at least 2
     */
    Thinned(int most) {
        this.most = most;
    }

    void add(T entry) {
        if (seen++ % stride != 0) {
            return;
        }
        kept.add(entry);
        if (kept.size() > most) {
            List<T> half = new ArrayList<>(most / 2 + 1);
            for (int i = 0; i < kept.size(); i += 2) {
                half.add(kept.get(i));
            }
            kept = half;
            stride *= 2;
            generation++;
        }
    }

    /** Begins anew. */
    void clear() {
        kept = new ArrayList<>();
        seen = 0;
        stride = 1;
        generation++;
    }

    /** What is kept now, the first entry among it. */
    List<T> kept() {
        return List.copyOf(kept);
    }

    /** Whether nothing was let go so far. */
    boolean isWhole() {
        return stride == 1;
    }

    /** Another number whenever {@link #kept} did anything but grow at its end. */
    int generation() {
        return generation;
    }
}
