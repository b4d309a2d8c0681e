package dev.selfsame.benchmarks;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.method.Recipe;
import dev.selfsame.natives.Natives;
import dev.selfsame.tensor.Device;
import dev.selfsame.train.AutoRecipe;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.Precision;
import dev.selfsame.train.ReckonedMemory;
import dev.selfsame.train.RunSettings;
import dev.selfsame.train.Training;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints the most memory that whole processes take which train for three steps by recipe {@code auto}, and what that recipe
 * reckons with when it chooses a batch: one line of a table each. Linux only.
 *
 * <pre>
 * java … dev.selfsame.benchmarks.TrainingMemory                                                 the cases below
 * java … dev.selfsame.benchmarks.TrainingMemory METHOD BACKBONE[:BASE_WIDTH] SIDE BATCH PRECISION     one more
 * </pre>
 */
public final class TrainingMemory {
    private static final List<String> CASES = List.of(
            "simclr resnet18:16 32 128 fp32",
            "simclr resnet18:16 32 128 bf16",
            "simclr resnet18 32 128 fp32",
            "simclr resnet18 32 128 bf16",
            "byol resnet18 32 128 bf16",
            "byol resnet50 224 16 fp32",
            "byol resnet50 224 32 fp32",
            "byol resnet50 224 32 bf16",
            "simclr vit-small 224 32 fp32",
            "simclr vit-small 224 32 bf16",
            "simclr convnext-tiny 128 32 fp32",
            "simclr convnext-tiny 128 32 bf16");
    private static final int STEPS = 3;
    private static final double MIB = 1 << 20;

    private TrainingMemory() {}

    /** Tries one case, or each of those that there are in a process of its own. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 5) {
            train(arguments);
            return;
        }
        if (arguments.length > 0) {
            System.err.println("usage: TrainingMemory [METHOD BACKBONE[:BASE_WIDTH] SIDE BATCH PRECISION]");
            System.exit(2);
        }
        System.out.println("| method | network | side | batch | precision | before, MiB | most | reckoned | ratio |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (String one : CASES) {
            int status = new ProcessBuilder(command(one)).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IOException(one + " ended with status " + status);
            }
        }
    }

    /** This program on a case, by the same Java with the same options. */
    private static List<String> command(String one) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainingMemory.class.getName()));
        words.addAll(List.of(one.split(" ")));
        return words;
    }

    private static void train(String[] words) throws IOException {
        Natives.torch();
        Natives.opencv();
        long before = Natives.residentSize();
        String[] network = words[1].split(":", -1);
        int side = Integer.parseInt(words[2]);
        int batch = Integer.parseInt(words[3]);
        Precision precision = Precision.valueOf(words[4].toUpperCase(Locale.ROOT));
        NoiseImages images = new NoiseImages(STEPS * batch, side + side / 4);
        AutoRecipe.Given given = new AutoRecipe.Given(
                network[0],
                network.length > 1 ? Integer.parseInt(network[1]) : 0,
                side,
                batch,
                1,
                Device.CPU,
                precision,
                DecodeOptions.DEFAULT);
        Recipe recipe = AutoRecipe.choose(words[0], images, given).recipe();
        long reckoned = ReckonedMemory.bytes(recipe, precision);
        try (TemporaryFolder folder = TemporaryFolder.make("selfsame-memory")) {
            Training.of(new Configuration(recipe, RunSettings.DEFAULT).with(List.of("precision=" + words[4])))
                    .images(images)
                    .into(folder.path().resolve("run"))
                    .run();
        }
        long most = PeakMemory.bytes();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %d | %s | %,.0f | %,.0f | %,.0f | %.2f |%n",
                words[0],
                words[1].replace(":", ", base width "),
                side,
                batch,
                words[4],
                before / MIB,
                most / MIB,
                reckoned / MIB,
                (double) most / reckoned);
    }
}
