package dev.selfsame.report;

import dev.selfsame.train.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that may be going on, looked at again and again: each look reads only what came since the one before. For any
 * thread.
 *
 * <pre>{@code
 * LiveRun run = LiveRun.at(Path.of("runs/byol"));
 * System.out.println(run.look().verdict().headline());
 * }</pre>
 */
public final class LiveRun {
    private final Path directory;
    private final RunDirectory run;
    private final MetricsTail tail;
    private Stamps stamps = Stamps.NONE;
    private @Nullable RunFiles files;
    private @Nullable RunStatus status;

    private LiveRun(Path directory) {
        this.directory = directory;
        run = RunDirectory.at(directory);
        tail = new MetricsTail(run.metrics());
    }

    /** The run of a directory, which need not be there yet. */
    public static LiveRun at(Path directory) {
        return new LiveRun(directory);
    }

    /** Where it stands now; the same object as before where nothing changed. */
    public synchronized RunStatus look() {
        Stamps now = Stamps.of(run);
        boolean mayRun = files == null || !files.ended() || !now.sameFiles(stamps);
        boolean running = mayRun && run.isHeld();
        RunStatus before = status;
        if (before != null && !before.hasProblem() && now.equals(stamps) && running == before.isRunning()) {
            return before;
        }
        RunStatus after = read(now, running);
        stamps = now;
        status = before != null && after.hasSameProblem(before) ? before : after;
        return status;
    }

    private RunStatus read(Stamps now, boolean running) {
        try {
            if (!now.metrics.equals(stamps.metrics) || status == null || status.hasProblem()) {
                tail.read();
            }
            if (files == null || !now.sameFiles(stamps)) {
                files = RunFiles.read(directory, tail.metrics().told());
            } else {
                files = files.with(tail.metrics().told());
            }
            return RunStatus.of(files, tail.metrics(), running, now.stop.isThere(), now.views.modified());
        } catch (ReportException e) {
            files = null;
            return RunStatus.unreadable(directory, String.valueOf(e.getMessage()), running);
        }
    }

    @Override
    public String toString() {
        return "LiveRun[" + directory + "]";
    }

    /** What the files looked like. */
    private record Stamps(List<FileStamp> files, FileStamp metrics, FileStamp views, FileStamp stop) {
        static final Stamps NONE = new Stamps(List.of(), FileStamp.NONE, FileStamp.NONE, FileStamp.NONE);

        static Stamps of(RunDirectory run) {
            return new Stamps(
                    List.of(
                            FileStamp.of(run.configuration()),
                            FileStamp.of(run.provenance()),
                            FileStamp.of(run.scores()),
                            FileStamp.of(run.path().resolve("snapshots"))),
                    FileStamp.of(run.metrics()),
                    FileStamp.of(run.views()),
                    FileStamp.of(run.stop()));
        }

        boolean sameFiles(Stamps other) {
            return files.equals(other.files);
        }
    }
}
