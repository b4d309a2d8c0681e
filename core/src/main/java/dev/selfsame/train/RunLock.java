package dev.selfsame.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What keeps other runs, of this process and of any other, out of the directory of a run until it is closed. */
final class RunLock implements AutoCloseable {
    /** The file whose lock it is. */
    static final String NAME = ".lock";

    /**
     * The directories that runs of this process hold. A file lock alone won't do: it is the process's, and is lost as soon
     * as any channel of the file is closed, that of a refused second run too.
     */
    private static final Set<Path> HELD = new HashSet<>();

    /** Who asks whether a run holds a directory takes its lock for a moment: that long, and so often, is waited for it. */
    private static final Duration MOMENT = Duration.ofMillis(20);

    private static final int MOMENTS = 50;
    private final Path named;
    private final Path directory;
    private @Nullable FileChannel channel;

    private RunLock(Path named, Path directory) {
        this.named = named;
        this.directory = directory;
    }

    /**
     * Locks a directory that is there.
     *
     * @throws RunException if another run holds it
     * @throws IOException if it can't be written
     */
    static RunLock take(Path directory) throws IOException {
        RunLock lock = new RunLock(directory, directory.toRealPath());
        synchronized (HELD) {
            if (!HELD.add(lock.directory)) {
                throw lock.isAnothers();
            }
        }
        try {
            lock.lockFile();
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void lockFile() throws IOException {
        FileChannel opened =
                FileChannel.open(directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel = opened;
        for (int moment = 0; opened.tryLock() == null; moment++) {
            if (moment == MOMENTS) {
                throw isAnothers();
            }
            LockSupport.parkNanos(MOMENT.toNanos());
        }
    }

    private RunException isAnothers() {
        return new RunException("another run is writing into " + named + ": wait for it, or name another");
    }

    /** Whether a run holds a directory now, in this process or another. */
    static boolean isHeld(Path directory) {
        try {
            Path real = directory.toRealPath();
            synchronized (HELD) {
                return HELD.contains(real) || isLocked(real.resolve(NAME));
            }
        } catch (IOException e) {
            return false; // there is nothing to hold
        }
    }

    /** Whether a run of this process holds a directory now. */
    static boolean isHeldHere(Path directory) {
        try {
            Path real = directory.toRealPath();
            synchronized (HELD) {
                return HELD.contains(real);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
                FileLock shared = opened.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null;
        }
    }

    /** Lets another run in; to be called once. */
    @Override
    public void close() {
        try (FileChannel closing = channel) {
            channel = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (HELD) {
                HELD.remove(directory);
            }
        }
    }
}
