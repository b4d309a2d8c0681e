package dev.selfsame.train;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.data.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a run keeps everything: the files that {@code docs/contract.md} names. One run holds it at a time. */
public final class RunDirectory implements AutoCloseable {
    private final Path directory;
    private @Nullable RunLock lock;

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
    public static RunDirectory hold(Path directory, boolean resume) {
        RunDirectory run = new RunDirectory(directory);
        try {
            Files.createDirectories(directory);
            run.lock = RunLock.take(directory);
            if (!resume) {
                run.requireNoRun();
            }
            return run;
        } catch (FileAlreadyExistsException e) {
            run.close();
            throw new RunException(e.getFile() + " is a file, not a directory", e);
        } catch (IOException e) {
            run.close();
            throw new RunException("can't write into " + directory + ": " + Reason.of(e), e);
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** Whether a run holds the directory now, in this process or another. */
    public boolean isHeld() {
        return RunLock.isHeld(directory);
    }

    /** Whether a run of this process holds the directory now. */
    public boolean isHeldHere() {
        return RunLock.isHeldHere(directory);
    }

    /**
     * Asks the run that holds the directory, in this process or another, to finish the step in hand, save itself and end, by
     * writing the file {@link #stop}.
     *
     * @throws IOException if that can't be written
     */
    public void askToStop() throws IOException {
        Files.write(stop(), new byte[0]);
    }

    /** Takes a wish of earlier back: it was for another sitting. */
    void forgetStop() {
        Writing.to(stop(), () -> Files.deleteIfExists(stop()));
    }

    /**
     * Refuses a directory in which a new run can't begin, without touching it.
     *
     * @throws RunException if there is something that a new run would destroy, or a file
     */
    public void requireNoRun() {
        if (Files.isRegularFile(directory)) {
            throw new RunException(directory + " is a file, not a directory");
        }
        if (Files.exists(lastCheckpoint()) || Files.exists(encoder())) {
            throw new RunException(directory + " holds a run already: go on with it by --resume, or name another");
        }
    }

    /** Refuses to begin anew where a run has lost its checkpoint: that would write over its encoder. */
    void requireNoEncoder() {
        if (Files.exists(encoder())) {
            throw new RunException(directory + " holds an encoder, but no checkpoint to go on from: it stays; name"
                    + " another directory");
        }
    }

    /** The directory itself. */
    public Path path() {
        return directory;
    }

    /** {@code .lock}: locked while a run holds the directory. */
    public Path lock() {
        return directory.resolve(RunLock.NAME);
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
        return checkpoints().resolve(String.format(Locale.ROOT, "epoch-%04d.ckpt", epochs));
    }

    /** {@code snapshots/}: cross-correlations and singular values. */
    public Path snapshots() {
        return directory.resolve("snapshots");
    }

    /** {@code snapshots/step-NNNNNNNN.safetensors}: those after so many steps. */
    public Path snapshot(long step) {
        return snapshots().resolve(String.format(Locale.ROOT, "step-%08d.safetensors", step));
    }

    /** {@code encoder.safetensors}: the trained encoder. */
    public Path encoder() {
        return directory.resolve("encoder.safetensors");
    }

    /** {@code skipped.tsv}: unreadable images. */
    public Path skipped() {
        return directory.resolve("skipped.tsv");
    }

    /** {@code stop}: while this file is there, a run that goes on here ends after the step in hand. */
    public Path stop() {
        return directory.resolve("stop");
    }

    /** {@code metrics.csv}: the metrics as a table, where {@code --log csv} was asked for. */
    public Path metricsCsv() {
        return directory.resolve("metrics.csv");
    }

    /** {@code tensorboard/}: event files, where {@code --log tensorboard} was asked for. */
    public Path tensorBoard() {
        return directory.resolve("tensorboard");
    }

    /** {@code mlflow.json}: which run of an MLflow server this is, where {@code --log mlflow} was asked for. */
    public Path mlflow() {
        return directory.resolve("mlflow.json");
    }

    /** Removes what {@code --log} wrote for a run that failed here before its first checkpoint. */
    void forgetLogs() {
        for (Path file : List.of(metricsCsv(), mlflow())) {
            Writing.to(file, () -> Files.deleteIfExists(file));
        }
        Writing.to(tensorBoard(), () -> {
            if (Files.isDirectory(tensorBoard())) {
                try (DirectoryStream<Path> events = Files.newDirectoryStream(tensorBoard(), "events.out.tfevents.*")) {
                    for (Path file : events) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        });
    }

    /** {@code report.html}: the page that {@code report} and the demo write. */
    public Path report() {
        return directory.resolve("report.html");
    }

    /** {@code views.png}: images and their views; of the demo. */
    public Path views() {
        return directory.resolve("views.png");
    }

    /** {@code scores.json}: what kNN said of each encoder; of the demo. */
    public Path scores() {
        return directory.resolve("scores.json");
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
        Writing.to(file, () -> {
            try (AtomicFile aside = AtomicFile.create(file)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    aside.channel().write(bytes);
                }
                aside.commit();
            }
        });
    }

    /** Lets another run hold the directory. */
    @Override
    public void close() {
        try (RunLock closing = lock) {
            lock = null;
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
