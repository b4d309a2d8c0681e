package dev.selfsame.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where a run keeps everything: the files that {@code docs/contract.md} names. One run holds it at a time. */
public final class RunDirectory implements AutoCloseable {
    private final Path directory;
    private @Nullable FileChannel lock;

    private RunDirectory(Path directory) {
        this.directory = directory;
    }

    /** Names the files of a run that is there, without holding it. */
    public static RunDirectory at(Path directory) {
        return new RunDirectory(directory);
    }

    /**
     * Makes the directory, if need be, and holds it until closed.
     *
     * @param resume whether it may hold a run already
     * @throws RunException if another run holds it, it holds a run and {@code resume} is false, or it can't be written
     */
    static RunDirectory hold(Path directory, boolean resume) {
        RunDirectory run = new RunDirectory(directory);
        try {
            Files.createDirectories(directory);
            if (!resume && Files.exists(run.configuration())) {
                throw new RunException(directory + " holds a run already: go on with it by --resume, or name another");
            }
            FileChannel channel =
                    FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = tryLock(channel);
            if (held == null) {
                channel.close();
                throw new RunException("another run is writing into " + directory + ": wait for it, or name another");
            }
            run.lock = channel;
            Files.createDirectories(run.checkpoints());
            return run;
        } catch (FileAlreadyExistsException e) {
            throw new RunException(directory + " is a file, not a directory", e);
        } catch (IOException e) {
            throw new RunException("can't write into " + directory + ": " + Reason.of(e), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this process
        }
    }

    /** The directory itself. */
    public Path path() {
        return directory;
    }

    /** {@code config.yaml}: the resolved configuration. */
    public Path configuration() {
        return directory.resolve("config.yaml");
    }

    /** {@code provenance.json}: how the run was made. */
    public Path provenance() {
        return directory.resolve("provenance.json");
    }

    /** {@code metrics.jsonl}: a line every few steps. */
    public Path metrics() {
        return directory.resolve("metrics.jsonl");
    }

    /** {@code checkpoints/}. */
    public Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** {@code checkpoints/last.ckpt}: the newest state. */
    public Path lastCheckpoint() {
        return checkpoints().resolve("last.ckpt");
    }

    /** {@code checkpoints/epoch-NNNN.ckpt}: the state after so many epochs. */
    public Path epochCheckpoint(int epochs) {
        return checkpoints().resolve(String.format("epoch-%04d.ckpt", epochs));
    }

    /** {@code encoder.safetensors}: the trained encoder. */
    public Path encoder() {
        return directory.resolve("encoder.safetensors");
    }

    /** {@code skipped.tsv}: unreadable images. */
    public Path skipped() {
        return directory.resolve("skipped.tsv");
    }

    /** The configuration of the run that is there. */
    public Configuration readConfiguration() {
        try {
            return Configuration.parse(Files.readString(configuration()));
        } catch (IOException e) {
            throw new RunException("can't read " + configuration() + ": " + Reason.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new RunException(configuration() + ": " + e.getMessage(), e);
        }
    }

    /** Replaces a small text file whole. */
    void write(Path file, String text) {
        try (dev.selfsame.model.AtomicFile aside = dev.selfsame.model.AtomicFile.create(file)) {
            java.nio.ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                aside.channel().write(bytes);
            }
            aside.commit();
        } catch (IOException e) {
            throw new RunException("can't write " + file + ": " + Reason.of(e), e);
        }
    }

    /** Lets another run hold the directory. */
    @Override
    public void close() {
        FileChannel held = lock;
        lock = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
