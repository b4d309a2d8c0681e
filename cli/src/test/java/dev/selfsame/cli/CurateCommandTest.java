package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.model.EmbeddingWriter;
import dev.selfsame.model.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Curating sixty drawn images, of which each of the first ten has a copy, by embeddings that are made up. */
class CurateCommandTest {
    @TempDir
    private static Path folder;

    private static Path photos;
    private static Path embeddings;
    private static int size;

    @BeforeAll
    static void embed() throws IOException {
        Selfsame.drawImages(folder, 60, 5);
        photos = folder.resolve("train");
        List<Path> files;
        try (Stream<Path> all = Files.walk(photos)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files.subList(0, 10)) {
            Files.copy(file, file.resolveSibling("copy-of-" + file.getFileName()));
        }
        ImageSource source = Sources.open(photos.toString());
        size = source.size();
        embeddings = folder.resolve("photos.parquet");
        Embeddings.Builder rows = new Embeddings.Builder(16);
        for (int i = 0; i < size; i++) {
            rows.add(source.name(i), source.label(i), row(source, i));
        }
        rows.build().write(embeddings);
    }

    /** That of an image and of its copy are near; those of one class a little. */
    private static float[] row(ImageSource source, int i) {
        String name = source.name(i).replace("copy-of-", "");
        Random ofClass = new Random(source.classIndex(i));
        Random ofName = new Random(name.hashCode());
        Random own = new Random(i);
        float[] row = new float[16];
        for (int j = 0; j < 16; j++) {
            row[j] = (float) (ofClass.nextGaussian() + 0.8 * ofName.nextGaussian() + 0.03 * own.nextGaussian());
        }
        return row;
    }

    private static JsonNode curate(Object... words) throws IOException {
        return Selfsame.run("curate", List.of(words), "--threads", "1", "--json")
                .done()
                .json();
    }

    private static List<String> scores(Path list) throws IOException {
        return Files.readAllLines(list.resolveSibling(list.getFileName() + ".scores.tsv"));
    }

    @Test
    void duplicatesAreLeftOutOfAListThatTrainTakes() throws IOException {
        Path list = folder.resolve("lists").resolve("unique.txt");
        Path rest = folder.resolve("lists").resolve("copies.txt");
        Path sheet = folder.resolve("copies.png");
        JsonNode said = curate(
                "duplicates",
                "--embeddings",
                embeddings,
                "--data",
                photos,
                "--out",
                list,
                "--rest",
                rest,
                "--sheet",
                sheet);
        assertEquals(10, said.path("clusters").asInt(), said.toString());
        assertEquals(10, said.path("duplicates").asInt());
        assertEquals(size - 10, said.path("kept").asInt());
        assertTrue(said.path("verified").asBoolean());
        assertEquals(0, said.path("skipped").asInt());
        assertEquals(sheet.toString(), said.path("sheet").asText());
        assertEquals(2 * 160 + 6, ImageIO.read(sheet.toFile()).getHeight()); // five pairs a line
        ImageSource kept = Sources.open(list.toString());
        ImageSource dropped = Sources.open(rest.toString());
        assertEquals(size - 10, kept.size());
        assertEquals(10, dropped.size());
        for (int i = 0; i < kept.size(); i++) {
            assertNotNull(kept.read(i));
            assertNotNull(kept.label(i));
        }
        assertEquals("cluster\tname\tkept\tcosine\tsimilarity", scores(list).get(0));
        assertEquals(21, scores(list).size());
        assertTrue(
                scores(list).get(1).matches("1\t[^\t]+\ttrue\t1\\.0\t"),
                scores(list).get(1));
        assertTrue(
                scores(list).get(2).matches("1\t[^\t]+\tfalse\t0\\.9\\d+\t1\\.0"),
                scores(list).get(2));
        Selfsame.run(
                        "train",
                        "--method",
                        "simclr",
                        "--data",
                        list,
                        "--run",
                        folder.resolve("run"),
                        Selfsame.TINY,
                        "--max-steps",
                        "1")
                .done();
        duplicatesOfARunAreFoundOnTheWay();
    }

    @Test
    void duplicatesOfWhichNoImageCanBeReadAreNotVerified() throws IOException {
        Path broken = folder.resolve("broken");
        ImageSource source = Sources.open(photos.toString());
        for (int i = 0; i < source.size(); i++) {
            Path file = broken.resolve(source.name(i));
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, "not an image");
        }
        Path list = folder.resolve("unverified.txt");
        Selfsame failed =
                Selfsame.run("curate", "duplicates", "--embeddings", embeddings, "--data", broken, "--out", list);
        assertEquals(1, failed.status(), failed.err());
        assertTrue(failed.complaint().startsWith("none of the images that are alike by their embeddings can be read"));
        assertFalse(Files.exists(list));
        Selfsame.run(
                        "curate",
                        "duplicates",
                        "--embeddings",
                        embeddings,
                        "--data",
                        broken,
                        "--out",
                        list,
                        "--embeddings-only")
                .done();
    }

    private static void duplicatesOfARunAreFoundOnTheWay() throws IOException {
        JsonNode said = curate(
                "duplicates",
                "--run",
                folder.resolve("run"),
                "--data",
                photos,
                "--out",
                folder.resolve("way.txt"),
                "--cosine",
                "0.999");
        assertTrue(said.path("duplicates").asInt() >= 10, said.toString());
    }

    @Test
    void withoutTheImagesListsHaveTheNamesOfTheFile() throws IOException {
        Path list = folder.resolve("names.txt");
        JsonNode said = curate("duplicates", "--embeddings", embeddings, "--out", list);
        assertEquals(10, said.path("duplicates").asInt(), said.toString());
        assertFalse(said.path("verified").asBoolean());
        Embeddings all = Embeddings.read(embeddings);
        List<String> names = Files.readAllLines(list);
        assertEquals(size - 10, names.size());
        assertTrue(all.names().containsAll(names));
    }

    @Test
    void embeddingsAloneDecideWhereThatIsWanted() throws IOException {
        Path list = folder.resolve("alone.txt");
        JsonNode said =
                curate("duplicates", "--embeddings", embeddings, "--data", photos, "--embeddings-only", "--out", list);
        assertEquals(10, said.path("duplicates").asInt(), said.toString());
        assertFalse(said.path("verified").asBoolean());
        assertEquals(0, said.path("rejected").asInt());
        assertTrue(
                scores(list).get(2).matches("1\t[^\t]+\tfalse\t0\\.9\\d+\t"),
                scores(list).get(2));
    }

    @Test
    void imagesThatAreMissingAreCounted() throws IOException {
        Path some = folder.resolve("some");
        try (Stream<Path> all = Files.walk(photos)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path to = some.resolve(photos.relativize(file).toString());
                Files.createDirectories(to.resolveSibling(""));
                Files.copy(file, to);
            }
        }
        List<Path> copies;
        try (Stream<Path> all = Files.walk(some)) {
            copies = all.filter(file -> file.getFileName().toString().startsWith("copy-of-"))
                    .sorted()
                    .toList();
        }
        Files.delete(copies.get(0));
        Files.writeString(copies.get(1), "no image");
        Path list = folder.resolve("unique-of-some.txt");
        JsonNode said = curate(
                "duplicates",
                "--embeddings",
                embeddings,
                "--data",
                some,
                "--out",
                list,
                "--sheet",
                folder.resolve("s.png"));
        assertEquals(8, said.path("duplicates").asInt(), said.toString());
        assertEquals(1, said.path("missing").asInt());
        assertEquals(2, said.path("skipped").asInt());
        assertEquals(size - 9, Sources.open(list.toString()).size());
    }

    @Test
    void outliersComeWithTheirScores() throws IOException {
        Path list = folder.resolve("odd.txt");
        Path rest = folder.resolve("usual.txt");
        JsonNode said = curate(
                "outliers",
                "--embeddings",
                embeddings,
                "--data",
                photos,
                "--count",
                "5",
                "--out",
                list,
                "--rest",
                rest);
        assertEquals(5, said.path("outliers").asInt());
        assertEquals(10, said.path("k").asInt());
        assertEquals(5, Sources.open(list.toString()).size());
        assertEquals(size - 5, Sources.open(rest.toString()).size());
        double last = 2;
        for (String line : scores(list).subList(1, size + 1)) {
            double score = Double.parseDouble(line.split("\t", -1)[1]);
            assertTrue(score <= last, line);
            last = score;
        }
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() throws IOException {
        Path file = folder.resolve("four.csv");
        Files.writeString(file, "path,label,e0,e1\na,,1,0\nb,,1,0.1\nc,,1,1\nd,,-1,1\n");
        Path list = folder.resolve("odd-of-four.txt");
        JsonNode said = curate("outliers", "--embeddings", file, "--k", "1", "--out", list);
        double[] all = scores(list).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split("\t", -1)[1]))
                .toArray();
        assertEquals((all[1] + all[2]) / 2, said.path("median_score").asDouble(), 1e-5, said.toString());
    }

    @Test
    void subsetsAreChosenEitherWay() throws IOException {
        for (String by : List.of("k-center", "typical")) {
            Path list = folder.resolve(by + ".txt");
            Path rest = folder.resolve(by + "-rest.txt");
            JsonNode said = curate(
                    "subset",
                    "--embeddings",
                    embeddings,
                    "--data",
                    photos,
                    "--count",
                    "12",
                    "--by",
                    by,
                    "--out",
                    list,
                    "--rest",
                    rest);
            assertEquals(12, said.path("chosen").asInt());
            assertEquals(12, Sources.open(list.toString()).size());
            assertEquals(size - 12, Sources.open(rest.toString()).size());
            assertEquals(13, scores(list).size());
        }
    }

    @Test
    void aReferenceOfAnotherEncoderCanNotBeCompared() throws IOException {
        Path ours = ofModel("ours.csv", 2, "0123abc");
        Path theirs = ofModel("theirs.parquet", 2, "4567def");
        Path unknown = ofModel("unknown.npy", 2, null);
        Path longer = ofModel("longer.arrow", 3, "0123abc");
        Path list = folder.resolve("not-compared.txt");
        assertNotCompared("theirs.parquet has embeddings of another encoder than", ours, theirs, list);
        assertNotCompared("longer.arrow has embeddings of 3 dimensions", ours, longer, list);
        assertFalse(Files.exists(list));
        curate("coverage", "--embeddings", ours, "--reference", unknown, "--out", list);
    }

    private static Path ofModel(String name, int dimension, @Nullable String model) throws IOException {
        Path file = folder.resolve(name);
        try (EmbeddingWriter rows = EmbeddingWriter.create(file, dimension, model)) {
            for (int i = 0; i < 9; i++) {
                float[] row = new float[dimension];
                row[i % dimension] = i + 1;
                rows.write(i + ".png", null, row);
            }
            rows.commit();
        }
        return file;
    }

    private static void assertNotCompared(String why, Path file, Path reference, Path list) {
        Selfsame ended =
                Selfsame.run("curate", "coverage", "--embeddings", file, "--reference", reference, "--out", list);
        assertEquals(1, ended.status(), ended.err());
        assertTrue(ended.complaint().contains(why), ended.err());
    }

    @Test
    void whereANameCanNotStandInAListTheEarlierScoresStay() throws IOException {
        Path list = folder.resolve("named.txt");
        curate("outliers", "--embeddings", ofModel("named.csv", 2, null), "--out", list);
        List<String> before = scores(list);
        Path odd = folder.resolve("odd.csv");
        try (EmbeddingWriter rows = EmbeddingWriter.create(odd, 2)) {
            for (int i = 0; i < 5; i++) {
                rows.write("line\n" + i + ".png", null, new float[] {1, i});
            }
            rows.commit();
        }
        Selfsame ended = Selfsame.run("curate", "outliers", "--embeddings", odd, "--out", list);
        assertEquals(1, ended.status(), ended.err());
        assertTrue(ended.complaint().contains("rename the image"), ended.err());
        assertEquals(before, scores(list));
    }

    @Test
    void whatAReferenceHasAndTheImagesLackIsListed() throws IOException {
        Embeddings all = Embeddings.read(embeddings);
        Embeddings.Builder some = new Embeddings.Builder(16);
        String lacking = all.labels().get(0);
        int expected = 0;
        for (int i = 0; i < all.size(); i++) {
            if (String.valueOf(all.labels().get(i)).equals(lacking)) {
                expected++;
            } else {
                some.add(all.names().get(i), all.labels().get(i), all.row(i));
            }
        }
        Path fewer = folder.resolve("fewer.npy");
        some.build().write(fewer);
        Path list = folder.resolve("lacking.txt");
        JsonNode said = curate(
                "coverage",
                "--embeddings",
                fewer,
                "--reference",
                embeddings,
                "--reference-data",
                photos,
                "--radius",
                "0.0001",
                "--out",
                list);
        assertEquals(size - expected, said.path("covered").asInt(), said.toString());
        assertEquals((size - expected) / (double) size, said.path("coverage").asDouble(), 1e-5);
        ImageSource listed = Sources.open(list.toString());
        assertEquals(expected, listed.size());
        assertEquals(lacking, listed.label(0));
        assertEquals("name\tnearest\tdistance\tradius\tcovered", scores(list).get(0));
    }

    @Test
    void aLabelThatWasChangedIsDoubted() throws IOException {
        Embeddings all = Embeddings.read(embeddings);
        Embeddings.Builder wrong = new Embeddings.Builder(16);
        for (int i = 0; i < all.size(); i++) {
            String label = String.valueOf(all.labels().get(i));
            wrong.add(all.names().get(i), i == 20 ? "wrongly" : label, all.row(i));
        }
        Path file = folder.resolve("wrong.csv");
        wrong.build().write(file);
        Path list = folder.resolve("doubtful.txt");
        JsonNode said = curate("labels", "--embeddings", file, "--data", photos, "--k", "5", "--out", list);
        assertTrue(said.path("issues").asInt() >= 1, said.toString());
        assertTrue(
                scores(list).stream()
                        .anyMatch(line -> line.startsWith(all.names().get(20) + "\twrongly\t"
                                + all.labels().get(20) + "\t")),
                scores(list).toString());
    }

    @Test
    void labelsOfASourceServeWhereTheFileHasNone() throws IOException {
        Path file = folder.resolve("bare.npy");
        Embeddings.read(embeddings).write(file);
        Path list = folder.resolve("clusters.txt");
        JsonNode said = curate("clusters", "--embeddings", file, "--data", photos, "--k", "4", "--out", list);
        assertEquals(4, said.path("clusters").asInt());
        assertTrue(said.path("purity").asDouble() > 0, said.toString());
        assertTrue(said.has("silhouette") && said.has("davies_bouldin") && said.has("calinski_harabasz"));
        assertEquals(List.of("0", "1", "2", "3"), Sources.open(list.toString()).classes());
        byte[] once = Files.readAllBytes(list);
        curate("clusters", "--embeddings", file, "--data", photos, "--k", "4", "--out", list);
        assertArrayEquals(once, Files.readAllBytes(list));
        JsonNode bare = curate("clusters", "--embeddings", file, "--k", "4", "--out", list);
        assertFalse(bare.has("purity"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "labels --embeddings BARE | labels are needed, and 70 of the 70 images have none (the first: ",
                "outliers --embeddings ONE | neighbours need at least 2 images, got 1",
                "outliers --embeddings ONE --k 3 | neighbours need at least 2 images, got 1",
                "outliers --embeddings BARE --k 70 | k must be 1 to 69, the number of other images, got 70",
                "duplicates --embeddings ONE | neighbours need at least 2 images, got 1",
                "subset --embeddings BARE --count 71 | a subset of 71 is larger than the collection of 70 images",
                "clusters --embeddings BARE --k 71 | k is 71, but there are only 70 images",
                "coverage --embeddings ONE --reference BARE | bare.npy has embeddings of 16 dimensions, ",
                "outliers --embeddings NAN | nan.csv has NaN in row 1 (b.jpg), value 2",
                "outliers --embeddings CUT | cut.npy",
                "outliers --embeddings NONE | none.npy: no such file or folder",
                "duplicates --embeddings BARE --data ELSEWHERE | none of the 70 images in "
            })
    void whatItCannotDoItSaysInOneLine(String words, String expected) throws IOException {
        Embeddings.read(embeddings).write(folder.resolve("bare.npy"));
        new Embeddings.Builder(3)
                .add("a.jpg", null, new float[] {1, 2, 3})
                .build()
                .write(folder.resolve("one.csv"));
        Files.writeString(folder.resolve("nan.csv"), "path,label,e0,e1,e2\na.jpg,,1,2,3\nb.jpg,,1,2,NaN\n");
        byte[] bytes = Files.readAllBytes(folder.resolve("bare.npy"));
        Files.write(folder.resolve("cut.npy"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere").resolve("other.png"), "x");
        List<String> all = new ArrayList<>(List.of("curate"));
        for (String word : words.split(" ", -1)) {
            all.add(
                    switch (word) {
                        case "BARE", "CUT", "NONE" ->
                            folder.resolve(word.toLowerCase(Locale.ROOT) + ".npy")
                                    .toString();
                        case "ONE", "NAN" ->
                            folder.resolve(word.toLowerCase(Locale.ROOT) + ".csv")
                                    .toString();
                        case "ELSEWHERE" -> folder.resolve("elsewhere").toString();
                        default -> word;
                    });
        }
        Path list = folder.resolve("nothing.txt");
        Selfsame done = Selfsame.run(all, "--out", list);
        assertEquals(1, done.status(), done.out());
        assertTrue(done.err().contains(expected), done.err());
        assertEquals(1, done.err().lines().count(), done.err());
        assertTrue(Files.notExists(list));
    }
}
