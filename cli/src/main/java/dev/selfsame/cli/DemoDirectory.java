package dev.selfsame.cli;

import dev.selfsame.train.RunDirectory;
import dev.selfsame.train.RunException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The run directory of the demo, beginning empty. */
final class DemoDirectory {
    private final RunDirectory run;

    private DemoDirectory(RunDirectory run) {
        this.run = run;
    }

    /**
     * Takes a directory for the demo; what an earlier demo left there is deleted, and nothing else.
     *
     * @throws Failure if there is something other than a demo, or a demo that runs
     */
    static DemoDirectory emptied(Path directory) throws IOException {
        DemoDirectory demo = new DemoDirectory(RunDirectory.at(directory));
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new Failure(directory + " is a file, not a directory");
        }
        if (Files.isDirectory(directory) && !demo.isEmpty()) {
            demo.requireDemo();
            demo.clear();
        }
        return demo;
    }

    private void requireDemo() {
        if (Files.exists(run.configuration())) {
            try {
                if (run.readConfiguration().recipe().recipe().equals(DemoPlan.RECIPE)) {
                    return;
                }
            } catch (RunException e) {
                throw new Failure(run + " can't be recognised as a demo, so it stays: " + e.getMessage(), e);
            }
        }
        throw new Failure(run + " holds something else than a demo, so it stays: name another directory with --run");
    }

    private void clear() throws IOException {
        try (RunDirectory held = RunDirectory.hold(run.path(), true)) {
            delete(run.checkpoints());
            delete(run.snapshots());
            for (Path file : List.of(
                    images(),
                    views(),
                    scores(),
                    embeddings(),
                    report(),
                    run.encoder(),
                    run.metrics(),
                    run.provenance(),
                    run.skipped())) { // the configuration stays until it is written over: it tells that this is a demo
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whether there is nothing but what a run writes before its configuration is there. */
    private boolean isEmpty() throws IOException {
        Path configuration = run.configuration();
        Set<Path> first = Set.of(run.lock(), configuration.resolveSibling(configuration.getFileName() + ".partial"));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(run.path())) {
            for (Path entry : entries) {
                if (!first.contains(entry)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    Path path() {
        return run.path();
    }

    /** Some of the images. */
    Path images() {
        return run.path().resolve("images.png");
    }

    /** Images and their views. */
    Path views() {
        return run.views();
    }

    /** What kNN said of each encoder. */
    Path scores() {
        return run.scores();
    }

    /** The embeddings of the test images. */
    Path embeddings() {
        return run.path().resolve("embeddings.parquet");
    }

    Path encoder() {
        return run.encoder();
    }

    Path report() {
        return run.report();
    }
}
