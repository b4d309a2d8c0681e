package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
    @TempDir
    private Path folder;

    /** Images of classes 0 to 9, by a rule; class 7 has none unless the rule says so. */
    private static ImageSource labelled(int size, IntUnaryOperator label, int... blocks) {
        return new MemorySource(size) {
            @Override
            public List<String> classes() {
                return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
            }

            @Override
            public int classIndex(int i) {
                return label.applyAsInt(i);
            }

            @Override
            public int[] blocks() {
                return blocks.length == 0 ? super.blocks() : blocks;
            }
        };
    }

    private static int[] epoch(EpochOrder order, int epoch) {
        return IntStream.range(0, order.length())
                .map(place -> order.image(epoch, place))
                .toArray();
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("names.tsv"), List.of(lines));
    }

    // ---- balanced ----

    /** Class 0 has half of the images, 1 a quarter, and so on; 5 has one or so, and 7 none. */
    private static int uneven(int i) {
        return Math.min(5, Integer.numberOfTrailingZeros(i + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 32, 33, 100, 1000})
    void balancedShowsEachClassEquallyOften(int size) throws SourceException {
        ImageSource source = labelled(size, SamplerTest::uneven);
        int classes = (int)
                IntStream.range(0, size).map(SamplerTest::uneven).distinct().count();
        EpochOrder order = new Sampler.Balanced().over(source, 3);
        assertEquals(size, order.length());
        for (int epoch = 0; epoch < 20; epoch++) {
            int[] counts = new int[10];
            int place = 0;
            for (int image : epoch(order, epoch)) {
                counts[uneven(image)]++;
                place++;
                if (place % classes == 0) {
                    int turns = place / classes;
                    assertTrue(Arrays.stream(counts).allMatch(count -> count == 0 || count == turns));
                }
            }
            assertTrue(Arrays.stream(counts)
                    .filter(c -> c > 0)
                    .allMatch(c -> c == size / classes || c == (size - 1) / classes + 1));
            assertEquals(0, counts[7]);
        }
    }

    @Test
    void balancedShowsAllImagesOfAClassBeforeAnyComesAgain() throws SourceException {
        int size = 192; // a multiple of the 6 classes, so that no image's turn is left out
        EpochOrder order = new Sampler.Balanced().over(labelled(size, SamplerTest::uneven), 3);
        int[] sizes = new int[10];
        IntStream.range(0, size).forEach(i -> sizes[uneven(i)]++);
        Set<List<Integer>> orders = new HashSet<>();
        for (int label = 0; label < 6; label++) {
            int wanted = label;
            int[] shown = IntStream.range(0, 12)
                    .flatMap(epoch -> Arrays.stream(epoch(order, epoch)))
                    .filter(image -> uneven(image) == wanted)
                    .toArray();
            assertEquals(12 * 32, shown.length);
            for (int from = 0; from + sizes[label] <= shown.length; from += sizes[label]) {
                int[] turn = Arrays.copyOfRange(shown, from, from + sizes[label]);
                assertEquals(sizes[label], Arrays.stream(turn).distinct().count());
                if (label == 3) {
                    orders.add(Arrays.stream(turn).boxed().toList());
                }
            }
        }
        assertEquals(12 * 32 / sizes[3], orders.size()); // 12 images: two equal orders of 12! would be no chance
    }

    @Test
    void balancedReplacesByTheSameClass() throws SourceException {
        EpochOrder order = new Sampler.Balanced().over(labelled(192, SamplerTest::uneven), 3);
        Draws draws = Draws.of(1, Stream.REPLACEMENT, 0, 0);
        Set<Integer> later = new HashSet<>();
        for (int place = 0; place < 192; place++) {
            int wanted = uneven(order.image(4, place));
            for (int tries = 0; tries < 50; tries++) {
                assertEquals(wanted, uneven(order.replacement(4, place, tries, draws)));
            }
            later.add(uneven(order.replacement(4, place, 50, draws)));
        }
        assertTrue(later.size() > 2);
    }

    @Test
    void balancedNeedsLabels() {
        ImageSource source = labelled(20, i -> i == 3 || i == 9 ? -1 : i % 2);
        String message = assertThrows(SourceException.class, () -> new Sampler.Balanced().over(source, 1))
                .getMessage();
        assertEquals(
                "labels are needed, and 2 of the 20 images have none (the first: o/0003.ppm): take a source with labels",
                message);
    }

    @Test
    void balancedLeavesOutWhatIsCutOffBeforeItsLabel() throws IOException {
        ImageSource source = TarImages.open(Files.write(folder.resolve("cut.tar"), Archives.cutShard(12)));
        assertEquals(-1, source.classIndex(11));
        EpochOrder order = new Sampler.Balanced().over(source, 3);
        assertEquals(12, order.length());
        Draws draws = Draws.of(1, Stream.REPLACEMENT, 0, 0);
        for (int epoch = 0; epoch < 20; epoch++) {
            int[] images = epoch(order, epoch);
            assertEquals(
                    6,
                    Arrays.stream(images).filter(i -> source.classIndex(i) == 0).count());
            assertEquals(
                    6,
                    Arrays.stream(images).filter(i -> source.classIndex(i) == 1).count());
            assertTrue(order.replacement(epoch, 0, 60, draws) < 11);
        }
    }

    // ---- weighted ----

    @Test
    void weightedDrawsInProportion() throws IOException {
        ImageSource source = new MemorySource(10);
        Path file = file(
                "name\tweight",
                "# rare",
                "",
                source.name(0) + "\t0",
                source.name(1) + "\t3",
                source.name(9) + "\t 0.5 ");
        EpochOrder order = new Sampler.Weighted(file).over(source, 3);
        assertEquals(10, order.length());
        double[] weights = {0, 3, 1, 1, 1, 1, 1, 1, 1, 0.5};
        int[] counts = new int[10];
        int[] replacements = new int[10];
        Draws draws = Draws.of(1, Stream.REPLACEMENT, 0, 0);
        for (int epoch = 0; epoch < 2100; epoch++) {
            for (int image : epoch(order, epoch)) {
                counts[image]++;
                replacements[order.replacement(epoch, 0, 0, draws)]++;
            }
        }
        for (int i = 0; i < 10; i++) {
            double expected = 21_000 * weights[i] / 10.5;
            assertEquals(expected, counts[i], 5 * Math.sqrt(expected));
            assertEquals(expected, replacements[i], 5 * Math.sqrt(expected));
        }
    }

    @Test
    void imagesOfWeightZeroAreNeverDrawn() throws IOException {
        ImageSource source = new MemorySource(4);
        Path file =
                file(source.name(0) + "\t0", source.name(2) + "\t0", source.name(3) + "\t0", source.name(1) + "\t1e-9");
        EpochOrder order = new Sampler.Weighted(file).over(source, 3);
        for (int epoch = 0; epoch < 1000; epoch++) {
            assertTrue(Arrays.stream(epoch(order, epoch)).allMatch(image -> image == 1));
        }
    }

    // ---- hard ----

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void hardImagesComeExactlySoOften(int factor) throws IOException {
        for (int[] blocks : new int[][] {{}, {0, 1, 13, 14, 15, 30}}) {
            ImageSource source = labelled(40, i -> i % 2, blocks);
            for (int[] hard : new int[][] {
                {0}, {39}, {0, 1, 2, 13, 14, 38, 39}, IntStream.range(0, 40).toArray()
            }) {
                Path file = file(Arrays.stream(hard).mapToObj(source::name).toArray(String[]::new));
                EpochOrder order = new Sampler.Hard(file, factor).over(source, 3);
                assertEquals(40 + (factor - 1) * hard.length, order.length());
                for (int epoch = 0; epoch < 10; epoch++) {
                    int[] counts = new int[40];
                    Arrays.stream(epoch(order, epoch)).forEach(image -> counts[image]++);
                    for (int i = 0; i < 40; i++) {
                        assertEquals(Arrays.binarySearch(hard, i) >= 0 ? factor : 1, counts[i], "image " + i);
                    }
                }
            }
        }
    }

    @Test
    void hardImagesAreSpreadOverTheEpoch() throws IOException {
        ImageSource source = new MemorySource(1000);
        EpochOrder order = new Sampler.Hard(file(source.name(7)), 5).over(source, 3);
        int[] counts = new int[4];
        for (int epoch = 0; epoch < 1000; epoch++) {
            int[] images = epoch(order, epoch);
            for (int place = 0; place < 1004; place++) {
                counts[place / 251] += images[place] == 7 ? 1 : 0;
            }
        }
        for (int count : counts) {
            assertEquals(1250, count, 5 * Math.sqrt(1250 * 0.75));
        }
    }

    @Test
    void theFactorIsAtLeastTwo() {
        assertEquals(
                "hard images come 2 to 1000 times an epoch, not 1",
                assertThrows(IllegalArgumentException.class, () -> new Sampler.Hard(folder, 1))
                        .getMessage());
    }

    @Test
    void anEpochOfTooManyPlacesIsRefused() throws IOException {
        ImageSource source = new MemorySource(3_000_000);
        int[] all = IntStream.range(0, 3_000_000).toArray();
        assertEquals(
                "an epoch of 3000000 images, 3000000 of them 1000 times, has more than 2147483647 places",
                assertThrows(SourceException.class, () -> new RepeatedOrder(source, 1, all, 1000))
                        .getMessage());
    }

    // ---- files ----

    private String refusal(boolean weighted, String... lines) throws IOException {
        Path file = file(lines);
        Sampler sampler = weighted ? new Sampler.Weighted(file) : new Sampler.Hard(file, 2);
        String message = assertThrows(SourceException.class, () -> sampler.over(new MemorySource(10), 1))
                .getMessage();
        return message.replace(file.toString(), "FILE");
    }

    @Test
    void wrongFilesAreRefusedByName() throws IOException {
        String number = "FILE line 1: a weight is a number from 0 to 1000000000, got ";
        for (String wrong : new String[] {"-1", "NaN", "Infinity", "1e10", "x", "-0.001"}) {
            assertEquals(number + wrong, refusal(true, "e/0000.ppm\t" + wrong));
        }
        assertEquals(number + "nothing", refusal(true, "e/0000.ppm\t"));
        assertEquals("FILE line 2: expected a name, one tab and a weight", refusal(true, "", "e/0000.ppm 1"));
        assertEquals(
                "FILE line 3: names e/0000.ppm a second time",
                refusal(true, "e/0000.ppm\t1", "o/0001.ppm\t1", "e/0000.ppm\t2"));
        assertEquals("FILE names no image: every line is blank or a comment", refusal(false, "", "# none", " "));
        assertEquals(
                "2 of the 3 names in FILE are of no image in 10 made-up images (the first: e/0010.ppm)",
                refusal(false, "e/0000.ppm", "e/0010.ppm", "o/0000.ppm"));
        assertEquals("FILE is not a text file of names: line 1 is binary", refusal(false, "a\0b"));
        String[] zeros = IntStream.range(0, 10)
                .mapToObj(i -> new MemorySource(10).name(i) + "\t0")
                .toArray(String[]::new);
        assertEquals("FILE gives every image of 10 made-up images the weight 0", refusal(true, zeros));
        Path missing = folder.resolve("missing.tsv");
        assertEquals(
                "cannot read the names in " + missing + ": no such file",
                assertThrows(SourceException.class, () -> new Sampler.Hard(missing, 2).over(new MemorySource(3), 1))
                        .getMessage());
    }

    @Test
    void namesOfAnyKindAreFound() throws IOException {
        List<String> names = List.of("a b.png", "tab\there.png", "ü/日本.png", "name\tweight", "plain.png");
        ImageSource source = new MemorySource(5) {
            @Override
            public String name(int i) {
                return names.get(i);
            }
        };
        for (int i = 0; i < 5; i++) {
            EpochOrder hard = new Sampler.Hard(file("\uFEFF#", names.get(i)), 2).over(source, 1);
            int wanted = i;
            assertEquals(
                    2,
                    Arrays.stream(epoch(hard, 0))
                            .filter(image -> image == wanted)
                            .count());
            EpochOrder weighted = new Sampler.Weighted(file(names.get(i) + "\t1e9")).over(source, 1);
            assertFalse(Arrays.stream(epoch(weighted, 0)).anyMatch(image -> image != wanted));
        }
    }
}
