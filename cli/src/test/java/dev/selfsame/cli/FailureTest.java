package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.ImageList;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails although the command line is right: exit status 1, one line that names the thing, the last good state stays. */
class FailureTest {
    @TempDir
    private static Path folder;

    private static Path train;
    private static Path run;

    @TempDir
    private Path here;

    @BeforeAll
    static void trainOnce() throws IOException {
        Selfsame.drawImages(folder, 40, 10);
        train = folder.resolve("train");
        run = folder.resolve("run");
        train(run, train).done();
    }

    private static Selfsame train(Path into, Object data, Object... more) {
        return Selfsame.run(
                "train", "--method", "simclr", "--data", data, "--run", into, Selfsame.tiny(more), List.of(more));
    }

    private static void fails(Selfsame ended, String... parts) {
        assertEquals(1, ended.status(), ended.err());
        assertEquals("", ended.out());
        String complaint = ended.complaint();
        for (String part : parts) {
            assertTrue(complaint.contains(part), complaint);
        }
        assertFalse(complaint.contains("internal error"), complaint);
        assertFalse(ended.err().contains("\tat "), ended.err());
    }

    /** A copy of the run that a test may damage. */
    private Path copy() throws IOException {
        Path copy = here.resolve("copy");
        try (var files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(run.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static Path checkpoint(Path of) {
        return of.resolve("checkpoints").resolve("last.ckpt");
    }

    @Test
    void noSuchFolder() {
        fails(train(here.resolve("r"), here.resolve("nowhere")), "no such folder or file: ", "nowhere");
    }

    @Test
    void noImages() throws IOException {
        Path empty = Files.createDirectory(here.resolve("empty"));
        fails(train(here.resolve("r"), empty), "empty");
        assertFalse(Files.exists(here.resolve("r")));
    }

    @Test
    void allImagesBroken() throws IOException {
        for (int i = 0; i < 20; i++) {
            Files.writeString(here.resolve(i + ".jpg"), "no image");
        }
        fails(train(here.resolve("r"), here), "none of the images can be read (", ".jpg: text, not an image");
        fails(train(here.resolve("r"), here, "--recipe", "cifar10"), "none of the 20 images read so far is readable");
        fails(
                Selfsame.run("embed", "--run", run, "--data", here, "--out", here.resolve("e.npy")),
                "none of the images can be read (",
                ".jpg: text, not an image");
        assertFalse(Files.exists(here.resolve("e.npy")));
        fails(
                Selfsame.run(
                        "views",
                        "--method",
                        "byol",
                        "--recipe",
                        "cifar10",
                        "--data",
                        here,
                        "--out",
                        here.resolve("s.png")),
                "none of the images can be read");
    }

    @Test
    void strictStopsAtTheFirstBrokenImage() throws IOException {
        Selfsame.drawImages(here, 40, 10);
        Files.writeString(here.resolve("train/cross/broken.png"), "no image");
        fails(train(here.resolve("r"), here.resolve("train"), "--strict"), "broken.png");
    }

    @Test
    void aBatchLargerThanTheData() {
        fails(
                train(here.resolve("r"), train, "--batch-size", "41"),
                "a batch of 41 images is larger than the source, which has 40");
    }

    @Test
    void anImageSmallerThanTheCropIsEnlarged() {
        assertEquals(
                0,
                train(here.resolve("r"), train, "--image-size", "48", "--max-steps", "1")
                        .status());
    }

    @Test
    void aKindOfSourceThatIsNotRead() throws IOException {
        Path archive = Files.createFile(here.resolve("images.7z"));
        fails(train(here.resolve("r"), archive), "such archives are not supported yet");
    }

    @Test
    void aCardThatIsNotThere() {
        fails(train(here.resolve("r"), train, "--device", "cuda:9"), "there is no device cuda:9");
    }

    @Test
    void aRecipeFileThatIsNoneOrIsMissing() throws IOException {
        fails(train(here.resolve("r"), train, "--recipe", here.resolve("a.yaml")), "a.yaml: no such file");
        Path file = Files.writeString(here.resolve("b.yaml"), "epochs: [1, 2\n");
        fails(train(here.resolve("r"), train, "--recipe", file), "b.yaml: it is not YAML");
        String config = Files.readString(run.resolve("config.yaml"));
        Path typo = Files.writeString(here.resolve("c.yaml"), config.replace("learning-rate:", "learning-rat:"));
        fails(
                train(here.resolve("r"), train, "--recipe", typo),
                "c.yaml: unknown key optimizer.learning-rat; did you mean optimizer.learning-rate?");
        Path range = Files.writeString(here.resolve("d.yaml"), config.replaceAll("momentum: .*", "momentum: 2"));
        fails(train(here.resolve("r"), train, "--recipe", range), "d.yaml: optimizer.momentum must be 0 to");
    }

    @Test
    void aRecipeFileForAnotherMethodIsAWrongCommandLine() {
        Selfsame ended = Selfsame.run(
                "train",
                "--method",
                "byol",
                "--recipe",
                run.resolve("config.yaml"),
                "--data",
                train,
                "--run",
                here.resolve("r"));
        assertEquals(2, ended.status());
        assertTrue(ended.complaint().contains("--method byol does not go with a recipe for simclr"), ended.err());
    }

    @Test
    void aDirectoryThatHoldsARun() {
        Selfsame refused = train(run, train);
        fails(refused, "holds a run already", "--resume");
        assertEquals(1, refused.err().lines().count(), refused.err());
    }

    @Test
    void aDirectoryThatIsAFile() throws IOException {
        Path file = Files.createFile(here.resolve("file"));
        Selfsame refused = train(file, train);
        fails(refused, "file is a file, not a directory");
        assertEquals(1, refused.err().lines().count(), refused.err());
    }

    @Test
    void resumingWithAChangedRecipe() throws IOException {
        Path copy = copy();
        byte[] before = Files.readAllBytes(checkpoint(copy));
        fails(train(copy, train, "--resume", "--set", "method.temperature=0.7"), "method.temperature: 0.2 → 0.7");
        fails(train(copy, train, "--resume", "--recipe", "cifar10"), "was started otherwise", "recipe: ");
        assertArrayEquals(before, Files.readAllBytes(checkpoint(copy)));
    }

    @Test
    void resumingAnotherMethodIsAWrongCommandLine() throws IOException {
        Selfsame ended = Selfsame.run("train", "--method", "byol", "--data", train, "--run", copy(), "--resume");
        assertEquals(2, ended.status());
        assertTrue(ended.complaint().contains("--method byol does not go with a recipe for simclr"), ended.err());
    }

    @Test
    void samplersThatDoNotGo() throws IOException {
        Path names = Files.writeString(here.resolve("names.txt"), "cross/none.png\n");
        Path fresh = here.resolve("fresh");
        fails(
                train(fresh, train, "--sampler", "hard", "--sampler-names", names),
                "sampler: 1 of the 1 names in " + names + " are of no image in the folder ",
                "(the first: cross/none.png)");
        Path weights = Files.writeString(here.resolve("weights.tsv"), "cross/none.png\t-2\n");
        fails(
                train(fresh, train, "--sampler", "weighted", "--sampler-weights", weights),
                "sampler: " + weights + " line 1: a weight is a number from 0 to 1000000000, got -2");
        fails(train(fresh, train, "--cache", "4000G"), "cache 4000G is more than three quarters of Java's memory of ");
        assertFalse(Files.exists(fresh));
        fails(train(copy(), train, "--resume", "--sampler", "balanced"), "sampler.kind: uniform → balanced");
    }

    @Test
    void resumingOnOtherImages() throws IOException {
        Path copy = copy();
        fails(train(copy, folder.resolve("test"), "--resume", "--batch-size", "10"), "was started otherwise");
        Selfsame.drawImages(here, 44, 10);
        fails(train(copy, here.resolve("train"), "--resume"), "has seen other images");
    }

    @Test
    void aCheckpointThatWasCutShort() throws IOException {
        Path copy = copy();
        byte[] whole = Files.readAllBytes(checkpoint(copy));
        Files.write(checkpoint(copy), Arrays.copyOf(whole, whole.length / 2));
        fails(train(copy, train, "--resume"), "last.ckpt", "cut off");
    }

    @Test
    void aCheckpointThatWasChanged() throws IOException {
        Path copy = copy();
        byte[] bytes = Files.readAllBytes(checkpoint(copy));
        bytes[bytes.length - 5] ^= 1;
        Files.write(checkpoint(copy), bytes);
        fails(train(copy, train, "--resume"), "last.ckpt is damaged: its checksum");
    }

    @Test
    void aCheckpointOfAnotherMethod() throws IOException {
        Path other = here.resolve("other");
        Selfsame.run(
                        "train",
                        "--method",
                        "barlow-twins",
                        "--data",
                        train,
                        "--run",
                        other,
                        Selfsame.TINY,
                        "--set",
                        "method.projection-hidden=16",
                        "--set",
                        "method.projection-out=16",
                        "--max-steps",
                        "1")
                .done();
        Path copy = copy();
        Files.copy(checkpoint(other), checkpoint(copy), StandardCopyOption.REPLACE_EXISTING);
        fails(train(copy, train, "--resume"), "was started otherwise", "method.name: ");
    }

    @Test
    void aCheckpointOfANewerVersion() throws IOException {
        Path copy = copy();
        Map<String, Tensor> tensors;
        Map<String, String> metadata;
        try (Safetensors file = Safetensors.open(checkpoint(copy))) {
            tensors = file.readAll();
            metadata = new HashMap<>(file.metadata());
        }
        metadata.put("version", "99");
        Safetensors.write(checkpoint(copy), tensors, metadata);
        tensors.values().forEach(Tensor::close);
        fails(train(copy, train, "--resume"), "last.ckpt has checkpoint format 99", "newer");
    }

    @Test
    void initialWeightsThatDoNotFit() throws IOException {
        Path encoder = run.resolve("encoder.safetensors");
        fails(
                train(here.resolve("r"), train, "--init", encoder, "--base-width", "16"),
                "encoder.safetensors does not fit ResNet-18(CIFAR stem, base width 16",
                "conv1.weight");
        fails(train(here.resolve("q"), train, "--init", here.resolve("none")), "none");
        Path text = Files.writeString(here.resolve("text"), "no weights");
        fails(train(here.resolve("p"), train, "--init", text), "text is not a safetensors file");
    }

    @Test
    void anAbsurdLearningRateStopsAtALossThatIsNotFinite() throws IOException {
        Path into = here.resolve("r");
        fails(
                train(
                        into,
                        train,
                        "--set",
                        "optimizer.learning-rate=1000",
                        "--set",
                        "optimizer.weight-decay=1",
                        "--set",
                        "schedule.warmup-epochs=0",
                        "--epochs",
                        "20"),
                "try a lower optimizer.learning-rate",
                "the last checkpoint stays");
    }

    @Test
    void evaluationsNameWhatIsMissing() throws IOException {
        Path test = folder.resolve("test");
        fails(
                Selfsame.run("evaluate", "knn", "--run", here, "--train", train, "--test", test),
                "has no encoder.safetensors");
        Path flat = Files.createDirectory(here.resolve("flat"));
        Files.copy(train.resolve("cross/00002.png").toAbsolutePath(), flat.resolve("a.png"));
        fails(
                Selfsame.run("evaluate", "knn", "--run", run, "--train", train, "--test", flat),
                "labels are needed, and 1 of the 1 images have none",
                "as in " + flat.resolve("cat").resolve("1.jpg"));
        Path strange = Files.createDirectories(here.resolve("strange/llama"));
        Files.copy(train.resolve("cross/00002.png"), strange.resolve("a.png"));
        fails(
                Selfsame.run("evaluate", "knn", "--run", run, "--train", train, "--test", here.resolve("strange")),
                "the test images have a class llama, which the training images don't have");
        fails(Selfsame.run("evaluate", "collapse", "--run", run, "--data", flat), "at least two images");
    }

    /** A list of a source has all classes of it, whichever images it names. */
    @Test
    void theClassesOfAListAreThoseOfItsImages() throws IOException {
        Path two = list("two.txt", 0, 1);
        for (String how : List.of("knn --k 3", "linear --epochs 1", "finetune --epochs 1")) {
            Selfsame.run(
                            "evaluate",
                            List.of(how.split(" ")),
                            "--run",
                            run,
                            "--train",
                            two,
                            "--test",
                            two,
                            "--threads",
                            "1")
                    .done();
        }
        fails(evaluated(two, list("three.txt", 0, 1, 2)), "the test images have a class ", "don't have");
        fails(evaluated(list("one.txt", 1), two), "the training images have one class only, ");
    }

    private Selfsame evaluated(Path trainImages, Path testImages) {
        return Selfsame.run("evaluate", "knn", "--run", run, "--train", trainImages, "--test", testImages, "--k", "3");
    }

    /** Four images of each of some classes of the demo's. */
    private Path list(String name, int... classes) throws IOException {
        ImageSource demo = Sources.open("demo:test");
        int[] places = IntStream.of(classes)
                .flatMap(c -> IntStream.range(0, demo.size())
                        .filter(i -> demo.classIndex(i) == c)
                        .limit(4))
                .toArray();
        Path list = here.resolve(name);
        ImageList.write(list, "demo:test", demo, places, new String[places.length]);
        return list;
    }

    @Test
    void aDirectoryThatDoesNotExistForAnEmbedding() throws IOException {
        Path file = Files.createFile(here.resolve("file"));
        fails(
                Selfsame.run("embed", "--run", run, "--data", train, "--out", file.resolve("e.csv"), "--threads", "1"),
                "file");
    }

    @Test
    void aReportNeedsARun() {
        fails(Selfsame.run("report", "--run", here), here.toString());
    }

    @Test
    void debugShowsTheStack() {
        Selfsame ended = train(here.resolve("r"), here.resolve("nowhere"), "--debug");
        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("SourceException") && ended.err().contains("\tat "), ended.err());
    }

    @Test
    void aNameWithALineBreakStaysInItsLine() throws IOException {
        Selfsame.drawImages(here, 40, 10);
        Files.writeString(here.resolve("train/a\n\u001b[31mb.png"), "no image");
        Selfsame ended = Selfsame.run(
                "embed",
                "--run",
                run,
                "--data",
                here.resolve("train"),
                "--out",
                here.resolve("e.npy"),
                "--threads",
                "1");
        assertTrue(ended.done().complaint().contains("(a??[31mb.png: text, not an image"), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
    }
}
