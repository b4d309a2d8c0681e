package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingWriterTest {
    private static final List<String> NAMES = List.of(
            "a/1.png", "a/with, comma.png", "b/\"quoted\".png", "line\nbreak.png", "Ümläut 图.png", " spaces .png", "");

    @TempDir
    Path folder;

    @Test
    void npyHasTheHeaderAndTheRowsAndAFileOfNames() throws IOException {
        Path file = folder.resolve("x.npy");
        odd().write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals("\u0093NUMPY\u0001\u0000", new String(bytes.array(), 0, 8, ISO_8859_1));
        int length = bytes.getShort(8);
        assertEquals(0, (10 + length) % 64);
        assertEquals(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (7, 3), }",
                new String(bytes.array(), 10, length, UTF_8).strip());
        assertEquals('\n', bytes.get(10 + length - 1));
        float[] values = new float[21];
        bytes.position(10 + length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        for (int i = 0; i < 7; i++) {
            assertArrayEquals(embedding(i), new float[] {values[3 * i], values[3 * i + 1], values[3 * i + 2]});
        }
        assertEquals(10 + length + 4 * 21, bytes.capacity());
        List<String> names = Files.readAllLines(folder.resolve("x.paths.txt"));
        assertEquals(NAMES.stream().map(name -> name.replace("\n", "\\n")).toList(), names);
    }

    @Test
    void csvIsReadBackAsItWas() throws IOException {
        Path file = folder.resolve("x.csv");
        odd().write(file);
        try (Reader reader = Files.newBufferedReader(file)) {
            List<CSVRecord> records = CSVFormat.RFC4180.parse(reader).getRecords();
            assertEquals(
                    List.of("path", "label", "e0", "e1", "e2"), records.get(0).toList());
            assertEquals(8, records.size());
            for (int i = 0; i < 7; i++) {
                CSVRecord row = records.get(i + 1);
                assertEquals(NAMES.get(i), row.get(0));
                assertEquals(label(i) == null ? "" : label(i), row.get(1));
                for (int k = 0; k < 3; k++) {
                    assertEquals(embedding(i)[k], Float.parseFloat(row.get(2 + k)));
                }
            }
        }
    }

    @Test
    void parquetIsReadBackByAnotherProgram() throws IOException {
        Path file = folder.resolve("x.parquet");
        odd().write(file);
        List<Group> groups = readParquet(file);
        assertEquals(7, groups.size());
        for (int i = 0; i < 7; i++) {
            assertEquals(NAMES.get(i), groups.get(i).getString("path", 0));
            assertEquals(label(i) == null ? 0 : 1, groups.get(i).getFieldRepetitionCount("label"));
            if (label(i) != null) {
                assertEquals(label(i), groups.get(i).getString("label", 0));
            }
            assertArrayEquals(embedding(i), list(groups.get(i)));
        }
    }

    @Test
    void parquetOfManyPagesAndGroupsIsReadBack() throws IOException {
        Path file = folder.resolve("large.parquet");
        int dimension = 1_000;
        int rows = 2_500; // 10 MB: three groups of up to five pages
        try (EmbeddingWriter writer = new ParquetWriter(file, dimension, null, 4 << 20)) {
            for (int i = 0; i < rows; i++) {
                writer.write("image " + i, i % 3 == 0 ? null : "class " + i % 3, random(i, dimension));
            }
            writer.commit();
        }
        List<Group> groups = readParquet(file);
        assertEquals(rows, groups.size());
        for (int i = 0; i < rows; i += 97) {
            assertEquals("image " + i, groups.get(i).getString("path", 0));
            assertEquals(i % 3 == 0 ? 0 : 1, groups.get(i).getFieldRepetitionCount("label"));
            assertArrayEquals(random(i, dimension), list(groups.get(i)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.npy", "x.csv", "x.parquet", "x.arrow"})
    void noRowsMakeAFileWithoutRows(String name) throws IOException {
        Path file = folder.resolve(name);
        new Embeddings.Builder(4).build().write(file);
        assertTrue(Files.size(file) > 0);
        if (name.endsWith("parquet")) {
            assertEquals(0, readParquet(file).size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.npy", "x.csv", "x.parquet", "x.arrow", "X.NPY"})
    void withoutCommitTheOldFileStaysAndNothingIsLeft(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "old");
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, 2)) {
            writer.write("a", null, new float[] {1, 2});
            assertThrows(IllegalArgumentException.class, () -> writer.write("b", null, new float[3]));
        }
        assertEquals("old", Files.readString(file));
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.npy", "x.csv"})
    void whatMadeTheRowsIsNeverSaidOfOthers(String name) throws IOException {
        Path file = folder.resolve(name);
        Path beside = folder.resolve(name + ".model.txt");
        write(file, "first", false);
        assertEquals("first\n", Files.readString(beside));
        assertThrows(IOException.class, () -> write(file, "second", true));
        assertFalse(Files.exists(beside));
        Files.delete(file);
        write(file, "third", false);
        assertEquals("third\n", Files.readString(beside));
        write(file, null, false);
        assertFalse(Files.exists(beside));
    }

    /** Writes rows, which can't get their name where a folder has taken it meanwhile. */
    private static void write(Path file, String model, boolean taken) throws IOException {
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, 2, model)) {
            writer.write("a", null, new float[] {1, 2});
            if (taken) {
                Files.delete(file);
                Files.createDirectory(file);
            }
            writer.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.npy", "x.csv", "x.parquet", "x.arrow"})
    void equalRowsGiveEqualBytes(String name) throws IOException {
        Path first = Files.createDirectory(folder.resolve("1")).resolve(name);
        Path second = Files.createDirectory(folder.resolve("2")).resolve(name);
        odd().write(first);
        odd().write(second);
        assertEquals(-1, Files.mismatch(first, second));
        assertFalse(Files.exists(folder.resolve("1").resolve(name + ".partial")));
    }

    @Test
    void otherSuffixesAreRefusedByName() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> EmbeddingWriter.create(folder.resolve("x.json"), 2));
        assertTrue(e.getMessage().contains(".npy, .csv, .parquet or .arrow"), e.getMessage());
        assertTrue(e.getMessage().contains("x.json"), e.getMessage());
    }

    private static Embeddings odd() {
        Embeddings.Builder builder = new Embeddings.Builder(3);
        for (int i = 0; i < NAMES.size(); i++) {
            builder.add(NAMES.get(i), label(i), embedding(i));
        }
        return builder.build();
    }

    private static String label(int i) {
        return i % 2 == 0 ? null : "class, " + i;
    }

    private static float[] embedding(int i) {
        return new float[] {i, -1.0e-30f, i == 3 ? Float.NaN : 1 / 3f};
    }

    private static float[] random(int i, int dimension) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, i);
        float[] values = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            values[k] = (float) draws.gaussian();
        }
        return values;
    }

    private static float[] list(Group row) {
        Group list = row.getGroup("embedding", 0);
        float[] values = new float[list.getFieldRepetitionCount("list")];
        for (int k = 0; k < values.length; k++) {
            values[k] = list.getGroup("list", k).getFloat("element", 0);
        }
        return values;
    }

    /** By Apache's own reader. */
    private static List<Group> readParquet(Path file) throws IOException {
        List<Group> groups = new ArrayList<>();
        try (ParquetReader<Group> reader = new GroupReader(new LocalInputFile(file)).build()) {
            for (Group group = reader.read(); group != null; group = reader.read()) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static final class GroupReader extends ParquetReader.Builder<Group> {
        GroupReader(InputFile file) {
            super(file);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
