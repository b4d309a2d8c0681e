package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceAround;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.method.BackboneConfig.Stem;
import dev.selfsame.method.Recipe;
import dev.selfsame.tensor.Device;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoRecipeTest {
    private static ImageSource images(int size) {
        return new DemoImages(1, DemoImages.Split.TRAIN, size);
    }

    /** Grey images of a size. */
    private static ImageSource images(int size, int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        return new SourceAround(images(size)) {
            @Override
            public byte[] read(int i) {
                return png.toByteArray();
            }
        };
    }

    private static AutoRecipe choose(String method, ImageSource images) {
        return AutoRecipe.choose(method, images, AutoRecipe.Given.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simclr", "byol", "barlow-twins"})
    void aReasonIsGivenForEachChoice(String method) {
        AutoRecipe chosen = choose(method, images(2000));
        Recipe recipe = chosen.recipe();
        assertEquals(method, recipe.method().name());
        assertEquals("auto", recipe.recipe());
        for (String choice : List.of(
                "image-size 32",
                "backbone resnet18",
                "batch-size " + recipe.batchSize(),
                "epochs " + recipe.epochs(),
                "learning rate ")) {
            assertTrue(
                    chosen.reasons().stream().anyMatch(reason -> reason.startsWith(choice)),
                    choice + " in " + chosen.reasons());
        }
        Configuration whole = new Configuration(recipe, RunSettings.DEFAULT);
        assertEquals(whole, Configuration.parse(whole.toYaml()));
    }

    @ParameterizedTest
    @CsvSource({"20,20,32,CIFAR", "64,90,64,CIFAR", "100,100,96,IMAGENET", "500,375,128,IMAGENET"})
    void theViewsFollowTheShorterSide(int width, int height, int size, Stem stem) throws IOException {
        Recipe recipe = choose("byol", images(100, width, height)).recipe();
        assertEquals(size, recipe.views().size(0));
        assertEquals(stem, recipe.backbone().stem());
    }

    @ParameterizedTest
    @CsvSource({"simclr,32,0.2", "byol,64,0.2", "barlow-twins,64,0.2", "byol,96,0.08", "simclr,128,0.08"})
    void aCropOfASmallImageKeepsEnoughToSee(String method, int side, double minScale) throws IOException {
        String views = choose(method, images(100, side, side)).recipe().views().toString();
        assertTrue(views.contains("minScale=" + minScale + ","), views);
    }

    @Test
    void theReasonsSayWhatDecided() {
        List<String> reasons = choose("byol", images(60)).reasons();
        assertTrue(
                reasons.contains("epochs 800 (the most): 48,000 images seen, of two million aimed at"), "" + reasons);
        assertTrue(
                reasons.stream().anyMatch(reason -> reason.startsWith("batch-size 8: the power of two")), "" + reasons);
    }

    @Test
    void whatIsGivenStays() {
        AutoRecipe.Given given =
                new AutoRecipe.Given("resnet34", 8, 48, 10, 3, Device.CPU, Precision.AUTO, DecodeOptions.DEFAULT);
        Recipe recipe = AutoRecipe.choose("simclr", images(100), given).recipe();
        assertEquals("resnet34", recipe.backbone().name());
        assertEquals(8, recipe.backbone().baseWidth());
        assertEquals(48, recipe.views().size(0));
        assertEquals(10, recipe.batchSize());
        assertEquals(3, recipe.epochs());
        assertTrue(recipe.schedule().warmupEpochs() <= 3);
    }

    @Test
    void anImageTakesByTheBitsOfTheRun() {
        assertEquals(2, mebibytes(Precision.FP32) / mebibytes(Precision.BF16), 0.05);
        assertEquals(mebibytes(Precision.AUTO.onThisMachine()), mebibytes(Precision.AUTO));
    }

    /** Of an image, as the reason for a batch says it. */
    private static double mebibytes(Precision precision) {
        AutoRecipe.Given given =
                new AutoRecipe.Given("resnet50", 0, 64, 0, 0, Device.CPU, precision, DecodeOptions.DEFAULT);
        String reasons = String.join(
                "\n", AutoRecipe.choose("simclr", images(100), given).reasons());
        Matcher said = Pattern.compile("an image takes about ([0-9.]+) MiB").matcher(reasons);
        assertTrue(said.find(), reasons);
        return Double.parseDouble(said.group(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 9, 31})
    void fewImagesGetABatchThatTheyFill(int size) {
        Recipe recipe = choose("barlow-twins", images(size)).recipe();
        assertTrue(recipe.batchSize() >= 2 && recipe.batchSize() <= size, recipe.toString());
        assertTrue(Plan.of(recipe, images(size), SamplerSettings.DEFAULT.order(images(size), 1))
                        .totalSteps()
                > 0);
    }

    @ParameterizedTest
    @CsvSource({"100000,100000,128", "400,100000,64", "100000,127,64", "100000,3,2", "100000,0,2", "7,100000,2"})
    void theBatchIsThePowerOfTwoThatImagesAndMemoryHold(int images, int held, int batch) {
        assertEquals(batch, AutoRecipe.batch(images, held, 128));
    }

    /** W-MSE whitens sub-batches, and a quarter of 200 images is less than one. */
    @Test
    void theBatchIsAMultipleOfWhatTheMethodWants() {
        AutoRecipe chosen = choose("wmse", images(200));
        int multiple = chosen.recipe().method().batchMultiple();
        assertTrue(multiple > 32, "" + chosen.recipe());
        assertEquals(multiple, chosen.recipe().batchSize());
        assertTrue(
                chosen.reasons()
                        .contains("batch-size " + multiple + ": the method wants a multiple of " + multiple
                                + ", and 32 would else do"),
                "" + chosen.reasons());
    }

    @Test
    void itRunsAsItIs(@TempDir Path directory) {
        Recipe recipe = choose("byol", images(30)).recipe();
        Run run = Training.of(recipe)
                .images(images(30))
                .set("backbone.base-width=4", "max-steps=2", "threads=1")
                .into(directory)
                .run();
        assertEquals(2, run.steps());
    }

    @Test
    void unreadableImagesAreNotAskedForever() {
        AtomicInteger reads = new AtomicInteger();
        ImageSource broken = new SourceAround(images(5000)) {
            @Override
            public byte[] read(int i) {
                reads.incrementAndGet();
                return new byte[3];
            }
        };
        String message =
                assertThrows(RunException.class, () -> choose("byol", broken)).getMessage();
        assertTrue(
                message.matches("none of 1024 of the images can be read \\(\\w+/\\d+\\.png: not an image of .*"
                        + "\\): 5,000 drawn images for training"),
                message);
        assertEquals(1024, reads.get());
    }

    @Test
    void compressedShardsAreLookedIntoHereAndThere() {
        Set<Integer> opened = new HashSet<>();
        ImageSource shards = new Shards(images(5000), 50, opened);
        assertEquals(
                choose("byol", images(5000)).recipe(), choose("byol", shards).recipe());
        assertEquals(8, opened.size());
    }

    /** Images in blocks of so many, which notes the blocks that are read from. */
    private record Shards(ImageSource source, int block, Set<Integer> opened) implements ImageSource {
        @Override
        public int size() {
            return source.size();
        }

        @Override
        public String name(int i) {
            return source.name(i);
        }

        @Override
        public byte[] read(int i) throws IOException {
            opened.add(i / block);
            return source.read(i);
        }

        @Override
        public int[] blocks() {
            return IntStream.range(0, (source.size() - 1) / block + 1)
                    .map(b -> b * block)
                    .toArray();
        }

        @Override
        public List<String> classes() {
            return source.classes();
        }

        @Override
        public int classIndex(int i) {
            return source.classIndex(i);
        }

        @Override
        public String describe() {
            return source.describe();
        }

        @Override
        public String fingerprint() {
            return source.fingerprint();
        }
    }

    @Test
    void anUnknownMethodIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> choose("moco-v9", images(10)));
    }

    @Test
    void theBatchOfACardIsNotBoundByTheMemoryOfTheMachine() {
        AutoRecipe.Given large = new AutoRecipe.Given(
                "resnet50", 0, 2048, 0, 0, new Device("cuda", 0), Precision.FP32, DecodeOptions.DEFAULT);
        AutoRecipe chosen = AutoRecipe.choose("byol", images(2000), large);
        assertEquals(256, chosen.recipe().batchSize());
        String reasons = chosen.reasons().toString();
        assertTrue(reasons.contains("MiB of the card's memory, whose size isn't asked"), reasons);
        String few = AutoRecipe.choose("byol", images(100), large).reasons().toString();
        assertTrue(few.contains("batch-size 16: the power of two that fits into a quarter of the 100 images"), few);
        assertFalse(few.contains("half of the memory"), few);
    }
}
