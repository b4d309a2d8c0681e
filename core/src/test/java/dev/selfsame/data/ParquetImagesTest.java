package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Pixels;
import dev.selfsame.parquet.ParquetFile;
import dev.selfsame.parquet.ParquetPages;
import dev.selfsame.parquet.ParquetValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the images are like, {@code benchmarks/peers/parquet_resources.py} says, which wrote them by Hugging Face's library.
 */
class ParquetImagesTest {
    @TempDir
    Path folder;

    private static Path resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(ParquetImagesTest.class.getResource("/parquet/" + name))
                .toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {"huggingface", "dictionary-snappy"})
    void readsTheLayoutOfHuggingFace(String name) throws Exception {
        ImageSource images = Sources.open(resource(name + ".parquet").toString());

        assertEquals(12, images.size());
        assertEquals(List.of("ant", "bee", "zebra"), images.classes());
        assertEquals("zebra", images.label(0));
        assertEquals("ant", images.label(7));
        assertNull(images.label(11));
        assertArrayEquals(new int[] {0, 5, 10}, images.blocks());
        assertEquals(name + ".parquet/03", images.name(3));
        for (int i : new int[] {11, 0, 9, 5, 10}) {
            Pixels pixels = images.decode(i);
            assertEquals(6, pixels.width());
            assertEquals(20 * (i == 9 ? 1 : i), pixels.sample(2, 3, 0));
            assertEquals(10 * 2, pixels.sample(2, 3, 1));
            assertEquals(30 * 3, pixels.sample(2, 3, 2));
        }
        assertEquals("the row has no image bytes", Reason.of(assertThrows(IOException.class, () -> images.read(7))));
        assertEquals(
                "the Parquet file " + resource(name + ".parquet") + " with 12 images in 3 row groups and 3 classes",
                images.describe());
    }

    @Test
    void aFolderOfFilesMeansThoseForTraining() throws Exception {
        Path one = resource("huggingface.parquet");
        Path two = resource("dictionary-snappy.parquet");
        Files.copy(one, folder.resolve("train-00000-of-00002.parquet"));
        Files.copy(two, folder.resolve("train-00001-of-00002.parquet"));
        Files.copy(two, folder.resolve("test-00000-of-00001.parquet"));
        ImageSource train = Sources.open(folder.toString());
        ImageSource test = Sources.open(folder + ":test");

        assertEquals(24, train.size());
        assertEquals("train-00001-of-00002.parquet/03", train.name(15));
        assertEquals(60, train.decode(15).sample(0, 0, 0));
        assertEquals(List.of("ant", "bee", "zebra"), train.classes());
        assertEquals(
                "the train Parquet files in " + folder + " with 24 images in 6 row groups and 3 classes",
                train.describe());
        assertEquals(12, test.size());
        assertEquals(36, Sources.open(folder + "/*.parquet").size());
        assertEquals(24, Sources.open(folder + "/tr*-0000?-*.parquet").size());
        assertNotEquals(train.fingerprint(), test.fingerprint());
        assertMessage("no Parquet files in " + folder + " whose names begin with valid", folder + ":valid");
        assertMessage("no file matches " + folder + "/x*.parquet", folder + "/x*.parquet");

        Files.createDirectory(folder.resolve("cats"));
        Files.write(folder.resolve("cats/1.jpg"), new byte[1]);
        assertInstanceOf(ImageFolder.class, Sources.open(folder.toString()));
    }

    @Test
    void columnsCanBeChosen() throws Exception {
        Path file = resource("v1-snappy.parquet");
        ImageSource images = Sources.open(file + "#label=text");
        assertEquals(11, images.classes().size());
        assertArrayEquals(new byte[] {4, 5, 6, 7}, images.read(4));
        assertEquals("class/4/abc", images.label(4));
        assertNull(images.label(3));
        assertEquals(7, Sources.open(file + "#label=long").classes().size());

        assertMessage(file + " has no column labels: its columns are bytes, text, long, int", file + "#label=labels");
        assertMessage("column text of " + file + " holds no images", file + "#image=text");
        assertMessage(
                "columns of " + file + " can be chosen for image, path, label, split, not for lable",
                file + "#lable=text");
        assertMessage(
                "expected #path=COLUMN,label=COLUMN behind the file, got #label in " + file + "#label",
                file + "#label");
        assertMessage(
                "no parts such as test can be chosen from Parquet files of images (" + file
                        + "): give the files of that part",
                file + ":test");
        Files.copy(file, folder.resolve("train-0.parquet"));
        Files.copy(file, folder.resolve("test-0.parquet"));
        for (Object each : List.of(file, folder, folder.resolve("*.parquet"))) {
            assertMessage(
                    "no column of parts such as text can be chosen for Parquet files of images (" + each
                            + "): give the files of one part",
                    each + "#split=text");
        }
    }

    @Test
    void keepsNoMoreThanTheCacheHolds() throws Exception {
        ParquetFile file = ParquetFile.open(resource("v1-snappy.parquet"));
        RecentParts<ParquetValues> cache = new RecentParts<>(2_000, ParquetValues::memoryBytes);
        ParquetImages images = ParquetImages.open("it", List.of(file), Map.of(), cache);
        long most = 0;
        for (int i = 0; i < images.size(); i++) {
            int row = i * 431 % images.size();
            assertEquals(row % 5, images.read(row).length);
            most = Math.max(most, cache.used());
        }
        assertTrue(most > 1_000 && most <= 2_000, "kept " + most);
    }

    /** A page is read as a whole: where a block ended within it, both blocks would have it read. */
    @Test
    void largeRowGroupsAreSeveralBlocksOfWholePages() throws Exception {
        ParquetFile file = ParquetFile.open(resource("v2-zstd.parquet"));
        ParquetTable table = ParquetTable.of(file, Map.of());
        Set<Integer> pageStarts = new TreeSet<>();
        long bytes = 0;
        int before = 0;
        for (int g = 0; g < file.groups(); g++) {
            ParquetPages pages = file.pages(Objects.requireNonNull(table.image()), g);
            for (int page = 0; page < pages.count(); page++) {
                pageStarts.add(before + pages.firstRow(page));
                bytes += pages.bytes(page);
            }
            before += file.rows(g);
        }
        RecentParts<ParquetValues> cache = new RecentParts<>(2_000, ParquetValues::memoryBytes);
        for (long most : new long[] {1, 300}) {
            ParquetImages images = ParquetImages.open("it", List.of(file), Map.of(), cache, most);
            int[] starts = images.blocks();
            long[] taken = images.blockBytes();
            assertTrue(starts.length > file.groups() && starts.length <= pageStarts.size(), "" + starts.length);
            assertEquals(starts.length, taken.length);
            assertTrue(pageStarts.containsAll(Arrays.stream(starts).boxed().toList()));
            assertEquals(bytes, Arrays.stream(taken).sum());
            for (int b = 0; b < starts.length; b++) {
                int end = b + 1 < starts.length ? starts[b + 1] : images.size();
                int from = starts[b];
                long inside = pageStarts.stream()
                        .filter(row -> row > from && row < end)
                        .count();
                assertTrue(taken[b] <= most || inside == 0, taken[b] + " bytes, and more pages than one");
            }
        }
        assertEquals(
                file.groups(),
                ParquetImages.open("it", List.of(file), Map.of(), cache).blocks().length);
    }

    /** Their bytes and the order of an epoch go by the list of before, whatever can be read meanwhile. */
    @Test
    void blocksAreListedOnce() throws Exception {
        Path path = folder.resolve("copy.parquet");
        byte[] content = Files.readAllBytes(resource("v2-zstd.parquet"));
        Files.write(path, content);
        ParquetFile file = ParquetFile.open(path);
        RecentParts<ParquetValues> cache = new RecentParts<>(2_000, ParquetValues::memoryBytes);
        ParquetImages images = ParquetImages.open("it", List.of(file), Map.of(), cache, 1);
        Files.delete(path);
        int[] blocks = images.blocks();
        Files.write(path, content);
        assertEquals(blocks.length, images.blockBytes().length);
        assertArrayEquals(blocks, images.blocks());
        assertTrue(ParquetImages.open("it", List.of(file), Map.of(), cache, 1).blocks().length > blocks.length);
    }

    @Test
    void severalThreadsReadTheSame() throws Exception {
        ParquetFile file = ParquetFile.open(resource("v2-zstd.parquet"));
        ParquetImages images =
                ParquetImages.open("it", List.of(file), Map.of(), new RecentParts<>(3_000, ParquetValues::memoryBytes));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> all = IntStream.range(0, 2_800)
                    .mapToObj(i -> pool.submit(() -> {
                        int row = i * 431 % images.size();
                        byte[] bytes = images.read(row);
                        return bytes.length == row % 5 && (bytes.length == 0 || bytes[0] == (byte) row);
                    }))
                    .toList();
            for (Future<Boolean> one : all) {
                assertTrue(one.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path file = folder.resolve("x.parquet");
        Files.write(file, new byte[20]);
        assertMessage("cannot read " + file + ": no Parquet file", file.toString());
        assertMessage("cannot read nowhere.parquet: no such file", "nowhere.parquet");
        Path brotli = resource("brotli.parquet");
        Sources.open(brotli.toString()); // images only: nothing is read yet
        assertMessage(
                "cannot read the labels of " + brotli + ": pages compressed by BROTLI are not read: write them"
                        + " uncompressed or by snappy, gzip, zstd or lz4_raw",
                brotli + "#label=text");
    }

    private static void assertMessage(String expected, String source) {
        assertEquals(
                expected,
                assertThrows(SourceException.class, () -> Sources.open(source)).getMessage());
    }
}
