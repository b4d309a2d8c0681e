package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the processes, each with the machine to itself. */
final class Child {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAIL = 20;
    private static final int PATIENCE = 30; // seconds
    /** Settings of a machine or a user that would make sides differ. */
    private static final List<String> UNSET =
            List.of("OPENBLAS_", "OMP_", "MKL_", "MALLOC_", "GLIBC_TUNABLES", "SELFSAME_OPTS", "JAVA_TOOL_OPTIONS");

    private Child() {}

    /**
     * Runs a process.
     *
     * @param until how the line begins whose arrival is measured; null to take images and seconds from its last line
     * @throws IOException if it fails or tells nothing, with the end of what it printed
     */
    static Sample run(List<String> command, boolean memory, @Nullable String until)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> UNSET.stream().anyMatch(name::startsWith));
        long since = System.nanoTime();
        Process process = builder.start();
        Thread stop = new Thread(() -> kill(process)); // where this program is stopped, what it started ends too
        Runtime.getRuntime().addShutdownHook(stop);
        process.getOutputStream().close();
        Deque<String> tail = new ArrayDeque<>();
        JsonNode told = MissingNode.getInstance();
        double arrived = 0;
        try (ProcessMemory watch = memory ? new ProcessMemory(process.toHandle()) : null;
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                tail.add(line);
                if (tail.size() > TAIL) {
                    tail.remove();
                }
                if (line.startsWith("{")) {
                    told = JSON.readTree(line);
                }
                if (until != null && arrived == 0 && line.startsWith(until)) {
                    arrived = seconds(since);
                    end(process);
                }
            }
            int status = process.waitFor();
            if (until == null ? status != 0 || !told.has("seconds") : arrived == 0) {
                throw new IOException(
                        String.join(" ", command) + " ended with status " + status + ":\n" + String.join("\n", tail));
            }
            double value = until != null
                    ? arrived
                    : told.get("images").asDouble() / told.get("seconds").asDouble();
            return new Sample(value, seconds(since), watch == null ? 0 : watch.peakMib(), told);
        } finally {
            kill(process);
            forget(stop);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Asks a process to end, and makes it after a while; what it still prints is read meanwhile. */
    private static void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.toHandle().destroy(); // Process.destroy would close its output
        CompletableFuture<Void> ended = process.onExit().thenRun(() -> started.forEach(ProcessHandle::destroyForcibly));
        CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.SECONDS).execute(() -> {
            if (!ended.isDone()) {
                process.destroyForcibly();
            }
        });
    }

    /** The output of a small program. */
    static String output(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> UNSET.stream().anyMatch(name::startsWith));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + process.exitValue());
        }
        return output;
    }
}
