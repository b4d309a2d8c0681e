package dev.selfsame.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.image.Interpolation;
import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Origin;
import dev.selfsame.nn.ResNet;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Normalize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingIndexTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 50_000})
    void findsWhatAComparisonWithEachRowFinds(int exactBelow) throws IOException {
        Path index = build("x.parquet", 700, 20, exactBelow);
        try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
            assertEquals(700, opened.size());
            assertEquals(20, opened.dimension());
            assertEquals(exactBelow > 0, opened.isExact());
            float[] query = Made.row(5_000, 20);
            List<Neighbour> found = opened.search(query, 10);
            assertEquals(nearest(query, 700).subList(0, 10), rows(found));
            for (Neighbour one : found) {
                assertEquals("folder/" + one.row() + ".jpg", one.path());
                assertEquals(one.row() % 3 == 0 ? null : "class " + one.row() % 3, one.label());
                assertEquals(Made.cosine(query, Made.row(one.row(), 20)), one.cosine(), 1e-5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50_000})
    void aRowsNeighboursAreWithoutItself(int exactBelow) throws IOException {
        try (EmbeddingIndex opened = EmbeddingIndex.open(build("x.npy", 300, 16, exactBelow))) {
            List<Integer> others = new ArrayList<>(nearest(Made.row(7, 16), 300));
            assertEquals(7, others.remove(0));
            assertEquals(others.subList(0, 5), rows(opened.searchRow(7, 5)));
            assertEquals(299, opened.searchRow(7, 1_000).size());
            assertEquals(300, opened.search(Made.row(7, 16), 1_000).size());
            assertNull(opened.searchRow(7, 1).get(0).label());
        }
    }

    @Test
    void copiesOfARowAreFoundAndTheRowIsNot() throws IOException {
        Path file = Made.write(folder.resolve("x.csv"), 20, 4, null, i -> Made.row(i % 2, 4));
        EmbeddingIndex.build(file, folder.resolve("i"));
        try (EmbeddingIndex opened = EmbeddingIndex.open(folder.resolve("i"))) {
            assertEquals(List.of(0, 2, 4), rows(opened.searchRow(18, 3)));
            assertEquals(List.of(0, 2, 4, 6, 8, 10, 12, 14, 16), rows(opened.searchRow(18, 9)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50_000})
    void takesTwoThousandAndFortyEightDimensionsAndMore(int exactBelow) throws IOException {
        try (EmbeddingIndex opened = EmbeddingIndex.open(build("x.npy", 40, 2_048, exactBelow))) {
            assertEquals(11, opened.search(Made.row(11, 2_048), 1).get(0).row());
        }
        try (EmbeddingIndex opened = EmbeddingIndex.open(build("y.npy", 10, 5_000, exactBelow))) {
            assertEquals(3, opened.search(Made.row(3, 5_000), 1).get(0).row());
        }
    }

    @Test
    void manyRowsAreWrittenInPartsAndKeepTheirNumbers() throws IOException {
        Path file = Made.write(folder.resolve("x.npy"), 9_000, 64, null, i -> Made.row(i, 64));
        for (int exactBelow : new int[] {0, 50_000}) {
            Path index = folder.resolve("parts" + exactBelow);
            try (EmbeddingReader reader = EmbeddingReader.open(file)) {
                new IndexBuilder(new IndexConfig(exactBelow), done -> {}, 1).build(reader, null, index);
            }
            try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
                for (int row : new int[] {0, 4_321, 8_999}) {
                    Neighbour found = opened.search(Made.row(row, 64), 1).get(0);
                    assertEquals(row, found.row());
                    assertEquals("folder/" + row + ".jpg", found.path());
                }
            }
        }
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        Path file = Made.write(folder.resolve("x.npy"), 20_001, 4, null, i -> Made.row(i, 4));
        List<Integer> read = new ArrayList<>();
        List<Integer> connected = new CopyOnWriteArrayList<>();
        IndexProgress progress = new IndexProgress() {
            @Override
            public void read(int rows) {
                read.add(rows);
            }

            @Override
            public void connected(int rows) {
                connected.add(rows);
            }
        };
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            EmbeddingIndex.build(reader, null, folder.resolve("i"), new IndexConfig(0), progress);
        }
        assertEquals(IntStream.rangeClosed(1, 20_001).boxed().toList(), read);
        assertTrue(connected.containsAll(List.of(10_000, 20_000)), connected.toString());
    }

    @Test
    void equalFilesGiveTheSameAnswers() throws IOException {
        Path first = build("x.npy", 2_000, 32, 0);
        Path second = build("y.npy", 2_000, 32, 0);
        try (EmbeddingIndex one = EmbeddingIndex.open(first);
                EmbeddingIndex other = EmbeddingIndex.open(second)) {
            for (int i = 0; i < 50; i++) {
                assertEquals(one.search(Made.row(9_000 + i, 32), 10), other.search(Made.row(9_000 + i, 32), 10));
            }
        }
    }

    @Test
    void theGraphFindsNearlyAll() throws IOException {
        assertRecall(8_000, 64, 40);
    }

    /** The recall that is promised: at least 0.95 of the ten nearest, of 60,000 clustered rows, at the defaults. */
    @Test
    @Tag("slow")
    void theGraphFindsNearlyAllOfSixtyThousand() throws IOException {
        assertRecall(60_000, 128, 300);
    }

    private void assertRecall(int rows, int dimension, int clusters) throws IOException {
        Path file =
                Made.write(folder.resolve("c.npy"), rows, dimension, null, i -> Made.clustered(i, dimension, clusters));
        Path index = folder.resolve("c.index");
        int exactBelow = Math.min(rows, IndexConfig.DEFAULT.exactBelow());
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            EmbeddingIndex.build(reader, null, index, IndexConfig.DEFAULT.withExactBelow(exactBelow), done -> {});
        }
        int found = 0;
        try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
            assertFalse(opened.isExact());
            for (int i = 0; i < 200; i++) {
                float[] query = Made.clustered(2_000_000 + i, dimension, clusters);
                List<Integer> exact = rows(opened.searchExactly(query, 10));
                found += (int) rows(opened.search(query, 10)).stream()
                        .filter(exact::contains)
                        .count();
            }
        }
        double recall = found / 2_000.0;
        System.out.println("recall@10 of " + rows + " x " + dimension + ": " + recall);
        assertTrue(recall >= 0.95, "recall@10 " + recall);
    }

    @Test
    void itKnowsItsEncoderAndRefusesOthers() throws IOException {
        Path photo = folder.resolve("photo.png");
        Files.write(photo, new DemoImages(1, DemoImages.Split.TRAIN, 1).read(0));
        try (Encoder encoder = encoder(1, 8);
                Encoder other = encoder(2, 8);
                Encoder wider = encoder(1, 16)) {
            float[] embedding = encoder.embed(photo);
            int dimension = encoder.dimension();
            Path file = Made.write(
                    folder.resolve("x.arrow"),
                    50,
                    dimension,
                    encoder.fingerprint(),
                    i -> i == 33 ? embedding : Made.row(i, dimension));
            EmbeddingIndex.build(file, folder.resolve("i"));
            try (EmbeddingIndex opened = EmbeddingIndex.open(folder.resolve("i"))) {
                assertEquals(33, opened.search(encoder, photo, 1).get(0).row());
                assertRefused("of embeddings of another encoder", () -> opened.search(other, photo, 1));
                assertRefused(
                        "embeddings of 64 dimensions, the encoder makes 128", () -> opened.search(wider, photo, 1));
                assertRefused("embeddings of 64 dimensions, the query has 5", () -> opened.search(new float[5], 1));
                assertRefused("the rows 0 to 49, got 50", () -> opened.searchRow(50, 1));
                assertRefused("the query's embedding has NaN", () -> {
                    float[] odd = new float[64];
                    odd[3] = Float.NaN;
                    opened.search(odd, 1);
                });
            }
            Made.write(folder.resolve("y.npy"), 50, dimension, null, i -> Made.row(i, dimension));
            EmbeddingIndex.build(folder.resolve("y.npy"), folder.resolve("j"));
            try (EmbeddingIndex opened = EmbeddingIndex.open(folder.resolve("j"))) {
                assertNull(opened.model());
                assertRefused("doesn't know which encoder made its embeddings", () -> opened.search(encoder, photo, 1));
            }
        }
    }

    @Test
    void whatIsNotAnIndexOrNotWholeIsRefusedInWords() throws IOException {
        Path index = build("x.npy", 400, 8, 0);
        assertRefused("there is no index", () -> EmbeddingIndex.open(folder.resolve("none")));
        assertRefused("is no index of Selfsame: it has no index.json", () -> EmbeddingIndex.open(folder));
        Path largest;
        try (Stream<Path> files = Files.list(index)) {
            largest = files.max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(largest);
        Files.write(largest, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(largest.getFileName() + " has " + whole.length / 2 + " bytes", () -> EmbeddingIndex.open(index));
        Files.delete(largest);
        assertRefused(largest.getFileName() + " is missing", () -> EmbeddingIndex.open(index));
        Files.write(largest, whole);
        Path about = index.resolve("index.json");
        String json = Files.readString(about);
        Files.writeString(about, json.replace("\"selfsame-index\" : 1", "\"selfsame-index\" : 7"));
        assertRefused("has format 7, written by Selfsame", () -> EmbeddingIndex.open(index));
        Files.writeString(about, json.substring(0, json.length() / 2));
        assertRefused("index.json is damaged", () -> EmbeddingIndex.open(index));
    }

    @Test
    void anIndexOfOtherSizesThanItSaysIsRefused() throws IOException {
        Path index = build("x.npy", 40, 8, 50_000);
        Path about = index.resolve("index.json");
        String json = Files.readString(about);
        Files.writeString(about, json.replace("\"rows\" : 40", "\"rows\" : 4000"));
        assertRefused("is damaged", () -> EmbeddingIndex.open(index));
        Files.writeString(about, json.replace("\"dimension\" : 8", "\"dimension\" : 80"));
        assertRefused("is damaged", () -> EmbeddingIndex.open(index));
        Files.writeString(about, json.replaceAll("(?s)\"files\" : \\{.*?\\}", "\"files\" : null"));
        assertRefused("is damaged", () -> EmbeddingIndex.open(index));
    }

    /** Whatever is changed in a file, it is read or refused, and nothing else happens. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50_000})
    void aDamagedIndexIsRefusedOrRead(int exactBelow) throws IOException {
        Path index = build("x.npy", 20, 4, exactBelow);
        List<Path> files;
        try (Stream<Path> all = Files.list(index)) {
            files = all.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < whole.length; i++) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) (1 << i % 8);
                Files.write(file, damaged);
                try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
                    opened.search(Made.row(3, 4), 3);
                    opened.searchRow(7, 30);
                } catch (IndexException e) {
                    assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
                } catch (IOException | RuntimeException e) {
                    throw new AssertionError(file.getFileName() + ", byte " + i, e);
                }
            }
            Files.write(file, whole);
        }
    }

    @Test
    void asManyNeighboursAsThereAreMayBeAskedFor() throws IOException {
        try (EmbeddingIndex opened = EmbeddingIndex.open(build("x.npy", 20, 4, 50_000))) {
            assertEquals(19, opened.searchRow(3, Integer.MAX_VALUE).size());
            assertEquals(20, opened.search(Made.row(3, 4), Integer.MAX_VALUE).size());
            assertThrows(IllegalArgumentException.class, () -> opened.searchRow(3, 0));
        }
    }

    @Test
    void aWrongFileLeavesTheOldIndexAndNothingElse() throws IOException {
        Path index = build("x.npy", 100, 8, 50_000);
        Path nan = Made.write(
                folder.resolve("nan.npy"),
                60,
                8,
                null,
                i -> i == 50 ? new float[] {0, Float.NaN, 0, 0, 0, 0, 0, 0} : Made.row(i, 8));
        IOException e = assertThrows(IOException.class, () -> EmbeddingIndex.build(nan, index));
        assertTrue(e.getMessage().contains("has NaN in row 50 (folder/50.jpg)"), e.getMessage());
        assertEquals(List.of(), hidden());
        try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
            assertEquals(100, opened.size());
        }
        Path empty = Made.write(folder.resolve("e.npy"), 0, 8, null, i -> new float[8]);
        assertRefused("has no rows to index", () -> EmbeddingIndex.build(empty, index));
        assertRefused("is there and no index", () -> EmbeddingIndex.build(folder.resolve("x.npy"), folder));
        Made.write(folder.resolve("new.npy"), 70, 8, null, i -> Made.row(i, 8));
        EmbeddingIndex.build(folder.resolve("new.npy"), index);
        try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
            assertEquals(70, opened.size());
        }
        assertEquals(List.of(), hidden());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50_000})
    void directoriesWithNamesLikeTheIndexStay(int exactBelow) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String suffix : List.of(".old", ".partial")) {
            Path own = Files.createDirectory(folder.resolve("x.npy.index" + suffix));
            files.add(Files.writeString(own.resolve("mine"), "mine"));
        }
        build("x.npy", 100, 8, exactBelow);
        build("x.npy", 100, 8, exactBelow); // over the first one
        for (Path file : files) {
            assertEquals("mine", Files.readString(file));
        }
        assertEquals(List.of(), hidden());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50_000})
    void whatIsNoPartOfTheIndexIsNotLostWithIt(int exactBelow) throws IOException {
        Path index = build("x.npy", 60, 8, exactBelow);
        Path rows = Files.copy(folder.resolve("x.npy"), index.resolve("rows.npy"));
        assertRefused("holds rows.npy too, which is no part of the index", () -> EmbeddingIndex.build(rows, index));
        assertTrue(Files.exists(rows));
        try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
            assertEquals(60, opened.size());
        }
    }

    /** What was written aside. */
    private List<String> hidden() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void aRowOfZerosIsAsFarFromEverything() throws IOException {
        Path file = Made.write(folder.resolve("z.npy"), 10, 4, null, i -> i == 2 ? new float[4] : Made.row(i, 4));
        EmbeddingIndex.build(file, folder.resolve("z"));
        try (EmbeddingIndex opened = EmbeddingIndex.open(folder.resolve("z"))) {
            List<Neighbour> all = opened.search(Made.row(1, 4), 10);
            assertEquals(
                    0,
                    all.stream()
                            .filter(one -> one.row() == 2)
                            .findFirst()
                            .orElseThrow()
                            .cosine(),
                    1e-6);
            assertArrayEquals(new float[4], opened.embedding(2));
        }
    }

    private static Encoder encoder(long seed, int width) {
        ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(width));
        net.initialize(seed);
        return Encoder.of(
                net,
                new EvaluationView(
                        32, 32, Interpolation.BILINEAR, Normalize.of(new double[] {0.5, 0.5, 0.5}, new double[] {
                            0.2, 0.2, 0.2
                        })),
                Origin.untrained(seed),
                EncoderConfig.DEFAULT);
    }

    private Path build(String name, int rows, int dimension, int exactBelow) throws IOException {
        Path file = Made.write(folder.resolve(name), rows, dimension, Made.MODEL, i -> Made.row(i, dimension));
        Path index = folder.resolve(name + ".index");
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            EmbeddingIndex.build(
                    reader,
                    reader.model(),
                    index,
                    IndexConfig.DEFAULT.withExactBelow(exactBelow),
                    done -> assertTrue(done <= rows));
        }
        return index;
    }

    private static void assertRefused(String why, Executable doing) {
        IndexException e = assertThrows(IndexException.class, doing);
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    private static List<Integer> rows(List<Neighbour> found) {
        return found.stream().map(Neighbour::row).toList();
    }

    private static List<Integer> nearest(float[] query, int rows) {
        return IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Made.cosine(query, Made.row(i, query.length))))
                .toList();
    }
}
