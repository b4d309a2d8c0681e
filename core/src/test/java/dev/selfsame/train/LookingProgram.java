package dev.selfsame.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Looks again and again whether a run holds {@code DIRECTORY}, from when {@code FILE} is there until it is killed. */
final class LookingProgram {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private LookingProgram() {}

    public static void main(String[] arguments) throws IOException {
        RunDirectory run = RunDirectory.at(Path.of(arguments[0]));
        long start = System.nanoTime();
        run.isHeld();
        Files.createFile(Path.of(arguments[1]));
        while (System.nanoTime() - start < LONGEST.toNanos()) {
            run.isHeld();
        }
    }
}
