package dev.selfsame.train;

import java.nio.file.Path;
import java.util.Arrays;

/** A run in a JVM of its own: {@code DIRECTORY METHOD SETTING...}; prints what it came to, or the error. */
final class TinyProgram {
    private TinyProgram() {}

    public static void main(String[] arguments) {
        try {
            Run run = TinyRuns.training(
                            arguments[1], Path.of(arguments[0]), Arrays.copyOfRange(arguments, 2, arguments.length))
                    .run();
            System.out.println("steps " + run.steps());
        } catch (RunException e) {
            System.out.println(e.getMessage());
        }
    }
}
