package dev.selfsame.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A Java program in a process of its own, with the class path of the tests: for what may kill a JVM, or depends on how
 * one was started.
 *
 * @param main the class with the main method
 * @param command what stands before {@code java}, such as {@code setpriv} with its options; may be empty
 * @param options of the JVM
 * @param environment variables added to this process's own; an empty value removes one
 * @param limit the longest time it may run
 * @param classPath where its classes are; that of the tests, or a part of it
 */
public record ChildJvm(
        Class<?> main,
        List<String> command,
        List<String> options,
        Map<String, String> environment,
        Duration limit,
        String classPath) {

    /**
     * What became of it.
     *
     * @param status the exit status
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Result(int status, String out, String err) {}

    /** A program with no options that may run for two minutes. */
    public static ChildJvm of(Class<?> main) {
        return new ChildJvm(
                main, List.of(), List.of(), Map.of(), Duration.ofMinutes(2), System.getProperty("java.class.path"));
    }

    /** The same, run by another command. */
    public ChildJvm under(String... words) {
        return new ChildJvm(main, List.of(words), options, environment, limit, classPath);
    }

    /** The same with more options of the JVM. */
    public ChildJvm with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new ChildJvm(main, command, List.copyOf(all), environment, limit, classPath);
    }

    /** The same with one more variable in its environment. */
    public ChildJvm with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new ChildJvm(main, command, options, Map.copyOf(all), limit, classPath);
    }

    /** The same with another time limit. */
    public ChildJvm within(Duration time) {
        return new ChildJvm(main, command, options, environment, time, classPath);
    }

    /** The same with a part of the class path: the folders and jars that a pattern fits, by their whole paths. */
    public ChildJvm withClassesFrom(String pattern) {
        String part = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> entry.replace(File.separatorChar, '/').matches(pattern))
                .collect(Collectors.joining(File.pathSeparator));
        return new ChildJvm(main, command, options, environment, limit, part);
    }

    /**
     * Starts it and returns at once; its output goes to this process's own.
     *
     * @param arguments of the main method
     */
    public Process start(String... arguments) {
        try {
            return builder(arguments).inheritIO().start();
        } catch (IOException e) {
            throw new UncheckedIOException("can't start " + main.getName(), e);
        }
    }

    /**
     * Runs it to its end.
     *
     * @param arguments of the main method
     * @throws IllegalStateException if it runs longer than the limit; it is killed then
     */
    public Result run(String... arguments) {
        try {
            Path out = Files.createTempFile("child", ".out");
            Path err = Files.createTempFile("child", ".err");
            try {
                Process process = builder(arguments)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly().waitFor();
                    throw new IllegalStateException(
                            main.getName() + " still ran after " + limit.toSeconds() + " s: " + read(out) + read(err));
                }
                return new Result(process.exitValue(), read(out), read(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't run " + main.getName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + main.getName() + " ran", e);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> words = new ArrayList<>(command);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("--enable-native-access=ALL-UNNAMED");
        words.addAll(options);
        words.addAll(List.of("-cp", classPath, main.getName()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return builder;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
