package dev.selfsame.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.StateFile;
import dev.selfsame.testing.ChildJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes: signals, and a disk that takes no more. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
class SignalTest {
    /**
     * Perl that becomes the command behind it. Where the tests run in the background of a shell, Ctrl-C is ignored and a
     * child would inherit that: it is given the default back, as a terminal gives it.
     */
    private static final String TAKES_CTRL_C = "$SIG{INT} = 'DEFAULT'; exec @ARGV or die";

    @TempDir
    private Path folder;

    private Path train;

    @BeforeEach
    void draw() throws IOException {
        Selfsame.drawImages(folder, 60, 10);
        train = folder.resolve("train");
    }

    private List<String> words(Path run, int epochs, String... more) {
        return Selfsame.words(
                "train",
                "--method",
                "simclr",
                "--data",
                train,
                "--run",
                run,
                Selfsame.tiny("--epochs"),
                "--epochs",
                epochs,
                "--json",
                List.of(more));
    }

    /** A process that has written its first line of metrics; its errors go to {@link #errors}. */
    private static Process startTraining(Path run, List<String> words, String... options) throws Exception {
        Process process = ChildJvm.of(Main.class)
                .under(
                        "perl",
                        "-e",
                        "open STDERR, '>', shift; " + TAKES_CTRL_C,
                        errors(run).toString())
                .with("-Xmx512m")
                .with(options)
                .start(words.toArray(new String[0]));
        Path metrics = run.resolve("metrics.jsonl");
        for (int i = 0; i < 1200 && (!Files.exists(metrics) || Files.size(metrics) == 0); i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "it ended with " + process.exitValue() + ": " + Files.readString(errors(run)));
            }
            Thread.sleep(100);
        }
        return process;
    }

    private static Path errors(Path run) {
        return run.resolveSibling("errors.txt");
    }

    private static void send(Process process, String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertEquals(0, kill.waitFor());
    }

    /** Sends a signal and gives the exit status. */
    private static int signal(Process process, String signal) throws Exception {
        try {
            send(process, signal);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it goes on");
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void sigtermFinishesTheStepAndTheRunCanGoOn() throws Exception {
        Path broken = folder.resolve("broken");
        assertEquals(130, signal(startTraining(broken, words(broken, 30)), "TERM"));
        assertTrue(Files.exists(broken.resolve("checkpoints/last.ckpt")));
        assertTrue(Files.exists(broken.resolve("encoder.safetensors")));
        var provenance =
                new ObjectMapper().readTree(broken.resolve("provenance.json").toFile());
        int steps = provenance.path("steps").asInt();
        assertTrue(steps >= 1 && steps < 90, "stopped after " + steps);

        Selfsame.run(words(broken, 30, "--resume")).done();
        Path unbroken = folder.resolve("unbroken");
        Selfsame.run(words(unbroken, 30)).done();
        assertArrayEquals(
                Files.readAllBytes(unbroken.resolve("encoder.safetensors")),
                Files.readAllBytes(broken.resolve("encoder.safetensors")));
    }

    @Test
    void ctrlCIsTheSameAndASecondRunIsKeptOutMeanwhile() throws Exception {
        Path run = folder.resolve("run");
        Process process = startTraining(run, words(run, 10_000));
        Selfsame second = Selfsame.run(words(run, 10_000, "--resume"));
        assertEquals(1, second.status());
        assertTrue(second.complaint().contains("another run is writing into " + run), second.err());
        assertEquals(130, signal(process, "INT"));
        assertTrue(Files.exists(run.resolve("checkpoints/last.ckpt")));
    }

    /**
     * In the midst of a step of many small kernels: it doesn't wait for that, and doesn't crash in the libraries that
     * compute. The second is sent when the first was heard: as long as that one waits, the system makes one of both.
     */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "INT", "TERM"})
    @Timeout(180)
    void aSecondSignalEndsItAtOnce(String signal) throws Exception {
        Path run = folder.resolve("run");
        Path crash = folder.resolve("crash.log");
        List<String> words = Selfsame.words(
                "train",
                "--method",
                "byol",
                "--data",
                "demo",
                "--run",
                run,
                Selfsame.tiny("--base-width", "--epochs", "--threads", "--precision"),
                "--base-width",
                16,
                "--epochs",
                10_000,
                "--threads",
                2,
                "--set",
                "accumulate=100");
        Process process = startTraining(run, words, "-XX:ErrorFile=" + crash);
        send(process, signal);
        while (!Files.readString(errors(run), ISO_8859_1)
                .contains("once more stops at once")) { // half a character may be there
            assertTrue(process.isAlive(), "it ended by itself");
            Thread.sleep(10);
        }
        assertEquals(130, signal(process, signal));
        assertFalse(Files.exists(crash), "it crashed");
        assertFalse(Files.exists(run.resolve("encoder.safetensors")), "it ended by itself");
    }

    @Test
    void whatHasNoStepsEndsAtOnceAndLeavesNothingHalfWritten() throws Exception {
        Path run = folder.resolve("run");
        Selfsame.run(words(run, 4, "--max-steps", "1")).done();
        Path out = folder.resolve("e.csv");
        List<String> words = Selfsame.words("embed", "--run", run, "--data", "demo", "--out", out, "--threads", "1");
        Process process = ChildJvm.of(Main.class).with("-Xmx512m").start(words.toArray(new String[0]));
        for (int i = 0; i < 1200 && !Files.exists(folder.resolve("e.csv.unfinished")); i++) {
            Thread.sleep(20);
        }
        assertEquals(130, signal(process, "TERM"));
        assertFalse(Files.exists(out));
        assertFalse(Files.exists(folder.resolve("e.csv.partial")));
    }

    @Test
    void anEmbedThatIsKilledGoesOnFromThere() throws Exception {
        Path run = folder.resolve("run");
        Selfsame.run(words(run, 4, "--max-steps", "1")).done();
        Path out = folder.resolve("e.parquet");
        Path journal = folder.resolve("e.parquet.unfinished");
        List<String> words = Selfsame.words("embed", "--run", run, "--data", "demo", "--out", out, "--threads", "1");
        Process process = ChildJvm.of(Main.class).with("-Xmx512m").start(words.toArray(new String[0]));
        for (int i = 0; i < 1200 && (!Files.exists(journal) || Files.size(journal) < 40_000); i++) {
            Thread.sleep(20);
        }
        assertEquals(137, signal(process, "KILL"));
        assertFalse(Files.exists(out));
        JsonNode resumed = Selfsame.run(words, "--resume", "--json").done().json();
        assertTrue(resumed.path("resumed").asInt() > 0, resumed.toString());
        assertFalse(Files.exists(journal));
        Path whole = folder.resolve("whole.parquet");
        JsonNode unbroken = Selfsame.run(
                        "embed", "--run", run, "--data", "demo", "--out", whole, "--threads", "1", "--json")
                .done()
                .json();
        assertTrue(resumed.path("resumed").asInt() < unbroken.path("images").asInt(), "it was not killed half-way");
        assertEquals(unbroken.path("images"), resumed.path("images"));
        assertEquals(Embeddings.read(whole).names(), Embeddings.read(out).names());
    }

    /** Ctrl-C finishes the step and saves the training; a kill leaves that of the last epoch. */
    @ParameterizedTest
    @CsvSource({"INT,130", "KILL,137"})
    void fineTuningThatIsStoppedGoesOn(String signal, int status) throws Exception {
        Path run = folder.resolve("run");
        Selfsame.run(words(run, 4, "--max-steps", "1")).done();
        Path file = folder.resolve("tuned.ckpt");
        Process process = ChildJvm.of(Main.class)
                .under("perl", "-e", TAKES_CTRL_C)
                .with("-Xmx512m")
                .start(finetune(run, file).toArray(new String[0]));
        for (int i = 0; i < 3000 && !Files.exists(file); i++) {
            Thread.sleep(20);
        }
        assertEquals(status, signal(process, signal));
        int steps = steps(file);
        assertTrue(steps < 30 * 7, "it came to its end before the signal");
        JsonNode resumed = Selfsame.run(finetune(run, file), "--resume").done().json();
        Path whole = folder.resolve("whole.ckpt");
        JsonNode unbroken = Selfsame.run(finetune(run, whole)).done().json();
        ((ObjectNode) resumed).remove("seconds");
        ((ObjectNode) unbroken).remove("seconds");
        assertEquals(unbroken, resumed);
        assertEquals(30 * 7, steps(file));
        assertArrayEquals(weights(whole), weights(file));
        Selfsame again = Selfsame.run(finetune(run, file));
        assertEquals(1, again.status());
        assertTrue(again.complaint().contains(file + " is there already"), again.err());
    }

    /** 30 epochs of 7 steps. */
    private List<String> finetune(Path run, Path checkpoint) {
        return Selfsame.words(
                "evaluate",
                "finetune",
                "--run",
                run,
                "--train",
                train,
                "--test",
                folder.resolve("test"),
                "--epochs",
                30,
                "--batch-size",
                8,
                "--threads",
                "1",
                "--workers",
                "1",
                "--details",
                "--json",
                "--checkpoint",
                checkpoint);
    }

    private static int steps(Path checkpoint) throws IOException {
        return Integer.parseInt(StateFile.head(checkpoint).get("step"));
    }

    /** The bytes of all tensors, in the order of the file, behind its head, which has the seconds. */
    private static byte[] weights(Path checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StateFile state = StateFile.read(checkpoint)) {
            state.tensors().forEach((name, tensor) -> {
                bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
                bytes.writeBytes(tensor.toBytes());
            });
        }
        return bytes.toByteArray();
    }

    /** A file size limit stands for a full disk: no root is needed, and the system refuses the bytes as it would there. */
    @Test
    void aFullDiskLeavesTheLastCheckpoint() throws Exception {
        Path run = folder.resolve("run");
        Selfsame.run(words(run, 4, "--max-steps", "3")).done();
        Path checkpoint = run.resolve("checkpoints/last.ckpt");
        byte[] before = Files.readAllBytes(checkpoint);
        long kilobytes = before.length / 2 / 1024;
        ChildJvm.Result ended = ChildJvm.of(Main.class)
                .under("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "bash")
                .with("-Xmx512m", "-XX:-UsePerfData")
                .run(words(run, 4, "--resume").toArray(new String[0]));
        assertEquals(1, ended.status(), ended.err());
        List<String> complaints = ended.err()
                .lines()
                .filter(line -> line.startsWith("selfsame: "))
                .toList();
        assertEquals(1, complaints.size(), ended.err());
        assertTrue(
                complaints.get(0).contains("can't write") && complaints.get(0).contains("last.ckpt"),
                complaints.get(0));
        assertArrayEquals(before, Files.readAllBytes(checkpoint));
        assertEquals(
                12,
                Selfsame.run(words(run, 4, "--resume"))
                        .done()
                        .json()
                        .path("steps")
                        .asInt());
    }

    @Test
    void aResultThatCannotBePrintedIsAFailure() {
        for (String closed : List.of("exec \"$@\" >/dev/full", "exec \"$@\" >&-")) {
            Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
            ChildJvm.Result ended =
                    ChildJvm.of(Main.class).under("bash", "-c", closed, "bash").run("list", "methods", "--json");
            assertEquals(1, ended.status(), ended.err());
            assertEquals("selfsame: can't write to standard output", ended.err().strip());
        }
    }

    @Test
    void aFullDiskIsNamedByTheFile() throws Exception {
        Path run = folder.resolve("run");
        Selfsame.run(words(run, 4, "--max-steps", "1")).done();
        Path data = folder.resolve("train");
        for (String name : List.of("e.npy", "e.csv", "e.parquet")) {
            fullDisk(folder.resolve(name), "embed", "--run", run, "--data", data, "--threads", "1", "--workers", "1");
        }
        for (String format : List.of("safetensors", "torchscript", "onnx", "djl")) {
            fullDisk(folder.resolve("e." + format), "export", "--run", run, "--format", format);
        }
        fullDisk(folder.resolve("s.png"), "views", "--method", "byol", "--recipe", "cifar10", "--data", data);
    }

    private static void fullDisk(Path out, Object... words) throws IOException {
        ChildJvm.Result ended = ChildJvm.of(Main.class)
                .under("bash", "-c", "ulimit -f 4; exec \"$@\"", "bash")
                .with("-Xmx512m", "-XX:-UsePerfData")
                .run(Selfsame.words(List.of(words), "--out", out).toArray(new String[0]));
        assertEquals(1, ended.status(), ended.err());
        assertTrue(ended.err().contains("selfsame: " + out + ": "), ended.err());
        assertFalse(Files.exists(out));
        try (Stream<Path> beside = Files.list(out.resolveSibling(""))) {
            assertTrue(beside.noneMatch(path -> path.getFileName().toString().contains(".partial")));
        }
    }
}
