package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.method.Methods;
import dev.selfsame.testing.External;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method by its name, through the command and by recipe cifar10: five steps of 16 images in two sittings, with a
 * ResNet-18 of base width 16. The images are CIFAR's where they are at hand, else drawn ones.
 */
class EveryMethodTrainsTest {
    private static final int IMAGES = 50; // three steps an epoch: the fifth is in the second

    /** What a batch of 16 makes necessary. */
    private static final Map<String, List<String>> SET =
            Map.of("wmse", List.of("--set", "method.whitening-size=16", "--set", "method.projection-out=8"));

    /** One of each kind of state; the others' is compared in memory, by MethodContract. */
    private static final Set<String> COMPARED = Set.of(
            "simclr", // none
            "byol", // a target
            "moco-v2", // a queue, an order of keys, split batch norm
            "nnclr", // neighbours
            "swav", // prototypes
            "deepcluster-v2", // clusters
            "smog", // groups and a bank
            "dino", // a centre
            "tico", // a covariance
            "vibcreg", // whitening
            "detcon-b", // draws of regions
            "lejepa"); // draws of directions

    @TempDir
    private static Path folder;

    private static boolean real;
    private static Path images;

    @BeforeAll
    static void findImages() throws IOException {
        real = SomeCifar.isThere();
        images = folder.resolve("train");
        if (real) {
            SomeCifar.copy(images, IMAGES);
        } else {
            Selfsame.drawImages(folder, IMAGES, 1);
        }
    }

    @Test
    @External
    void theImagesAreReal() {
        assertTrue(real);
    }

    static Stream<String> methods() {
        return Methods.all().stream().map(Methods.Entry::name);
    }

    private static Selfsame train(String method, Path run, int steps) {
        return Selfsame.run(
                        "train",
                        List.of("--method", method, "--recipe", "cifar10", "--data", images, "--run", run),
                        List.of("--base-width", 16, "--batch-size", 16, "--epochs", 2, "--max-steps", steps),
                        List.of("--seed", 1, "--precision", "fp32", "--set", "log-every=1"),
                        SET.getOrDefault(Methods.name(method), smallerQueue(method)),
                        "--resume",
                        "--json")
                .done();
    }

    /** The recipes' longest queues are half a gigabyte, which is written into each checkpoint. */
    private static List<String> smallerQueue(String method) {
        boolean longest = Methods.recipe(method, "cifar10").method().toString().contains("queue=65536");
        return longest ? List.of("--set", "method.queue=512") : List.of();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void trainsAndGoesOnWhereItWasStopped(String method) throws IOException {
        Path run = folder.resolve(method);
        train(method, run, 4);
        assertEquals(5, train(method, run, 5).json().path("steps").asInt());
        Metrics.assertSound(run, 5);
        if (COMPARED.contains(method)) {
            Path unbroken = folder.resolve(method + "-unbroken");
            train(method, unbroken, 5);
            assertArrayEquals(encoder(unbroken), encoder(run));
        }
    }

    /** A name that people use, and one that earlier versions wrote; the run is that of the listed one. */
    @ParameterizedTest
    @CsvSource({"w-mse, wmse", "moco, moco-v1"})
    void otherNamesOfAMethodTrainAndResumeIt(String other, String listed) throws IOException {
        Path run = folder.resolve("by-" + other);
        train(other, run, 1);
        Path file = run.resolve("config.yaml");
        String written = Files.readString(file);
        assertTrue(written.contains("name: " + listed + "\n"), written);
        Files.writeString(file, written.replace("name: " + listed + "\n", "name: " + other + "\n"));
        assertEquals(2, train(listed, run, 2).json().path("steps").asInt());
        assertEquals(3, train(other, run, 3).json().path("steps").asInt());
    }

    private static byte[] encoder(Path run) throws IOException {
        return Files.readAllBytes(run.resolve("encoder.safetensors"));
    }
}
