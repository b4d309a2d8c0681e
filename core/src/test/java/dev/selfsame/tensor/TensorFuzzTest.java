package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public operation of the package, called with right and wrong arguments, ends in a result or in an exception of
 * the documented kinds with one plain line. Another seed: {@code -Dfuzz.seed=N}.
 */
class TensorFuzzTest {
    @TempDir
    private Path folder;

    @Test
    void operationsGiveResultsOrPlainExceptions() throws IOException {
        long seed = Long.getLong("fuzz.seed", 1);
        fuzz(seed, 12);
    }

    @Test
    @Tag("slow")
    void operationsGiveResultsOrPlainExceptionsForLong() throws IOException {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        List<String> lines = fuzz(seed, 600);
        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.startsWith("NEVER")).toList());
    }

    @Test
    void faultsAreFound() throws IOException {
        ChildJvm.Result result = run(1, 400, FuzzFaults.class);
        assertEquals(1, result.status(), result.toString());
        for (String fault : List.of("StackOverflowError", "not one plain line", "returned, though")) {
            assertTrue(result.out().contains(fault), fault + " is missing in " + result);
        }
    }

    @Test
    void aCrashIsReportedWithItsCall() {
        ChildJvm.Result result = run(1, 1, FuzzFaults.Crash.class);
        AssertionError error = assertThrows(AssertionError.class, () -> check(1, result));
        assertTrue(error.getMessage().contains("FuzzFaults$Crash.halt(double)"), error.getMessage());
    }

    private List<String> fuzz(long seed, int rounds) throws IOException {
        System.out.println("fuzz of tensor: seed " + seed);
        ChildJvm.Result result = run(seed, rounds);
        check(seed, result);
        return result.out().lines().toList();
    }

    private ChildJvm.Result run(long seed, int rounds, Class<?>... classes) {
        List<String> arguments =
                new ArrayList<>(List.of(record().toString(), Long.toString(seed), Integer.toString(rounds)));
        for (Class<?> type : classes) {
            arguments.add(type.getName());
        }
        // Where the C library can, it looks for writes beyond the end of a piece of memory.
        return ChildJvm.of(Fuzz.class)
                .with(
                        System.getProperty("os.name").equals("Linux")
                                ? Map.of("LD_PRELOAD", "libc_malloc_debug.so.0", "MALLOC_CHECK_", "3")
                                : Map.of())
                .with("-Xmx512m", "-XX:ErrorFile=" + folder.resolve("hs_err.log"))
                .within(Duration.ofMinutes(60))
                .run(arguments.toArray(new String[0]));
    }

    private void check(long seed, ChildJvm.Result result) throws IOException {
        if (result.status() != 0) {
            String call = new String(Files.readAllBytes(record()), StandardCharsets.UTF_8).strip();
            fail("seed " + seed + " ended with status " + result.status() + "\n" + result.out() + result.err()
                    + "last call: " + call);
        }
    }

    private Path record() {
        return folder.resolve("last-call");
    }
}
