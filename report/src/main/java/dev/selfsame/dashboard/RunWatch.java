package dev.selfsame.dashboard;

import dev.selfsame.report.LiveRun;
import dev.selfsame.report.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at runs for whoever asks: on the asker's thread, and not again before some time has passed, however many ask. Runs
 * that go on are looked at more often than those that ended, and the folder is listed the less often the longer that takes.
 */
final class RunWatch {
    private static final long PAUSE = Duration.ofMillis(900).toNanos();
    private static final long PAUSE_OF_ENDED = Duration.ofSeconds(5).toNanos();
    private static final int SHARE_OF_LISTING = 200;

    private final RunsFolder folder;
    private final Object listing = new Object();
    private Map<String, Watched> watched = Map.of();
    private long listAgain = System.nanoTime();
    private List<Shown> shown = List.of();
    private boolean begun;
    private long looked;
    private long lookedAtEnded;

    RunWatch(RunsFolder folder) {
        this.folder = folder;
    }

    /** A run, and where it stands. */
    record Shown(RunsFolder.Found run, RunStatus status) {
        String id() {
            return run.id();
        }
    }

    private record Watched(RunsFolder.Found run, LiveRun live) {}

    /** All runs, the youngest first; the same list as before where nothing changed. The first look may take its time. */
    synchronized List<Shown> look() {
        long now = System.nanoTime();
        if (begun && now - looked < PAUSE) {
            return shown;
        }
        boolean all = !begun || now - lookedAtEnded >= PAUSE_OF_ENDED;
        lookedAtEnded = all ? now : lookedAtEnded;
        looked = now;
        begun = true;
        shown = again(listed(), all);
        return shown;
    }

    /** Makes the next look a whole one, however short ago the last was. */
    synchronized void refresh() {
        begun = false;
    }

    /** The directory of a run, without a look at it; null where there is none of that id. */
    @Nullable
    Path find(String id) {
        Watched one = listed().get(id);
        return one == null ? null : one.run.directory();
    }

    private Map<String, Watched> listed() {
        synchronized (listing) {
            long now = System.nanoTime();
            if (now - listAgain >= 0) {
                Map<String, Watched> found = new LinkedHashMap<>();
                for (RunsFolder.Found run : folder.list()) {
                    Watched before = watched.get(run.id());
                    found.put(run.id(), before == null ? new Watched(run, LiveRun.at(run.directory())) : before);
                }
                watched = found;
                long took = System.nanoTime() - now;
                listAgain = now + Math.max(found.isEmpty() ? PAUSE : PAUSE_OF_ENDED, SHARE_OF_LISTING * took);
            }
            return watched;
        }
    }

    private List<Shown> again(Map<String, Watched> runs, boolean all) {
        Map<String, Shown> before = new HashMap<>();
        shown.forEach(one -> before.put(one.id(), one));
        List<Shown> after = new ArrayList<>();
        for (Watched one : runs.values()) {
            Shown old = before.get(one.run.id());
            if (old != null && !all && !old.status.isRunning()) {
                after.add(old);
                continue;
            }
            RunStatus status = one.live.look();
            after.add(old != null && old.status == status ? old : new Shown(one.run, status));
        }
        after.sort(Comparator.comparing((Shown one) -> one.status.started())
                .reversed()
                .thenComparing(one -> one.run.name()));
        return after.equals(shown) ? shown : List.copyOf(after);
    }
}
