package dev.selfsame.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingReaderTest {
    private static final List<String> NAMES = List.of("a.jpg", "b, c/\"ü\".png", "line\nfeed", "日本/x.webp");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"x.csv", "x.parquet", "x.npy", "x.arrow", "X.NPY"})
    void givesBackWhatTheWriterWrote(String name) throws IOException {
        Path file = folder.resolve(name);
        boolean npy = file.toString().toLowerCase(java.util.Locale.ROOT).endsWith("npy");
        int rows = 3_000; // several blocks
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, 300)) {
            for (int i = 0; i < rows; i++) {
                writer.write(NAMES.get(i % 4) + i, i % 3 == 0 ? null : "class, " + i, random(i, 300));
            }
            writer.commit();
        }
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            assertEquals(rows, reader.size());
            assertEquals(300, reader.dimension());
            for (int i = 0; i < rows; i++) {
                assertTrue(reader.next());
                assertEquals(i, reader.row());
                String written = NAMES.get(i % 4) + i;
                assertEquals(npy ? written.replace("\n", "\\n") : written, reader.name());
                assertEquals(npy || i % 3 == 0 ? null : "class, " + i, reader.label());
                assertArrayEquals(random(i, 300), reader.embedding());
            }
            assertFalse(reader.next());
            assertFalse(reader.next());
        }
    }

    @Test
    void parquetOfSeveralRowGroupsIsReadBack() throws IOException {
        Path file = folder.resolve("x.parquet");
        try (EmbeddingWriter writer = new ParquetWriter(file, 1_000, null, 4 << 20)) {
            for (int i = 0; i < 2_500; i++) {
                writer.write("image " + i, null, random(i, 1_000));
            }
            writer.commit();
        }
        Embeddings read = Embeddings.read(file);
        assertEquals(2_500, read.size());
        for (int i = 0; i < 2_500; i++) {
            assertArrayEquals(random(i, 1_000), read.row(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.csv", "x.parquet", "x.npy", "x.arrow"})
    void noRowsAreNoError(String name) throws IOException {
        Path file = folder.resolve(name);
        new Embeddings.Builder(4).build().write(file);
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            assertEquals(0, reader.size());
            assertFalse(reader.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.csv", "x.parquet", "x.npy", "x.arrow"})
    void aFileThatIsCutOffAnywhereIsRefusedInWords(String name) throws IOException {
        Path file = folder.resolve(name);
        write(file, 50, 7);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 13) {
            if (name.endsWith("csv") && length > 0 && whole[length - 1] == '\n') {
                continue; // of fewer rows, but whole
            }
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(file, file.toString());
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(file, file.toString());
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aRowThatIsNotFiniteIsRefusedByItsName(float value) throws IOException {
        for (String name : List.of("x.csv", "x.parquet", "x.npy", "x.arrow")) {
            Path file = folder.resolve(name);
            new Embeddings.Builder(2)
                    .add("fine.jpg", null, new float[] {1, 2})
                    .add("odd.jpg", null, new float[] {1, value})
                    .build()
                    .write(file);
            assertRefused(file, "has " + value + " in row 1 (odd.jpg), value 1");
        }
    }

    @Test
    void namesThatDoNotBelongToAnNpyAreRefused() throws IOException {
        Path file = folder.resolve("x.npy");
        write(file, 3, 2);
        Files.writeString(folder.resolve("x.paths.txt"), "a\nb\n");
        assertRefused(file, "x.paths.txt names 2 rows, " + file + " has 3: they don't belong together");
        Files.write(folder.resolve("x.paths.txt"), new byte[] {'a', '\n', (byte) 0xFF, '\n', 'c', '\n'});
        assertRefused(file, "x.paths.txt is not UTF-8");
        Files.delete(folder.resolve("x.paths.txt"));
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            assertTrue(reader.next());
            assertTrue(reader.next());
            assertEquals("1", reader.name());
            assertNull(reader.label());
        }
    }

    @Test
    void npyOfOtherShapesAndTypes() throws IOException {
        assertRefused(npy("'<f4'", "False", "(4,)", 16), "an array of shape [4], not [rows, dimensions]");
        assertRefused(npy("'<f4'", "False", "(2, 2, 1)", 16), "an array of shape [2, 2, 1], not [rows, dimensions]");
        assertRefused(npy("'<f4'", "False", "(2, 0)", 0), "an array of shape [2, 0], not [rows, dimensions]");
        assertRefused(npy("'<i4'", "False", "(2, 2)", 16), "numbers of type INT32, not float32 or float64");
        assertRefused(npy("'<f4'", "True", "(2, 2)", 16), "fortran_order");
        assertRefused(npy("'<f4'", "False", "(2, 2)", 20), "takes 16 bytes, the file has 20");
        assertRefused(npy("'<f4'", "False", "(999999999, 999999999)", 16), "the npy file is cut off");
        Files.write(folder.resolve("x.npy"), new byte[300]);
        assertRefused(folder.resolve("x.npy"), "no npy file");
        try (EmbeddingReader reader = EmbeddingReader.open(npy("'>f8'", "False", "(1, 2)", 16))) {
            assertTrue(reader.next());
            assertArrayEquals(new float[2], reader.embedding());
        }
    }

    @Test
    void csvOfOthersIsRefusedByWhatIsWrong() throws IOException {
        Path file = folder.resolve("x.csv");
        Files.writeString(file, "name,e0\na,1\n");
        assertRefused(file, "does not begin with the columns path, label, e0, e1");
        Files.writeString(file, "path,label,e0,e1\na,,1\n");
        assertRefused(file, "line 2: expected 4 values, got 3");
        Files.writeString(file, "path,label,e0,e1\na,,1,x\n");
        assertRefused(file, "line 2: expected a number, got 'x'");
        Files.writeString(file, "path,label,e0,e1\n\"a,,1,2\n");
        assertRefused(file, "is cut off");
        Files.write(file, "path,label,e0,e1\nbl\u00e5,,1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, "is not UTF-8");
    }

    @Test
    void csvOfASpreadsheetMayBeginWithAByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "\uFEFFpath,label,e0,e1\r\nbl\u00e5.png,,1,2\r\n");
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            assertTrue(reader.next());
            assertEquals("bl\u00e5.png", reader.name());
            assertArrayEquals(new float[] {1, 2}, reader.embedding());
        }
    }

    @Test
    void aFileSaysWhichEncoderMadeIt() throws IOException {
        for (String name : List.of("x.csv", "x.parquet", "x.npy", "x.arrow")) {
            Path file = folder.resolve(name);
            for (String model : new String[] {"0123abc", null}) { // the second leaves nothing of the first
                try (EmbeddingWriter writer = EmbeddingWriter.create(file, 2, model)) {
                    writer.write("a", null, new float[2]);
                    writer.commit();
                }
                try (EmbeddingReader reader = EmbeddingReader.open(file)) {
                    assertEquals(model, reader.model());
                }
            }
        }
    }

    /** Whatever is changed in a file, it is read or refused, and nothing else happens. */
    @ParameterizedTest
    @ValueSource(strings = {"x.csv", "x.parquet", "x.npy", "x.arrow"})
    void damagedFilesAreRefusedOrRead(String name) throws IOException {
        Path file = folder.resolve(name);
        write(file, 30, 5);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            Files.write(file, damaged);
            try {
                Embeddings.read(file);
            } catch (ModelFileException e) {
                assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
            }
        }
    }

    /** Reads a file in a process of its own. */
    static final class ReadAll {
        private ReadAll() {}

        public static void main(String[] arguments) throws IOException {
            int rows = 0;
            try (EmbeddingReader reader = EmbeddingReader.open(Path.of(arguments[0]))) {
                while (reader.next()) {
                    rows++;
                }
            }
            System.out.println(rows);
        }
    }

    /** Files of about 120 MB in a heap of 48. */
    @ParameterizedTest
    @ValueSource(strings = {"x.parquet", "x.npy", "x.arrow"})
    void theMemoryDoesNotGrowWithTheRows(String name) throws IOException {
        Path file = folder.resolve(name);
        float[] row = random(1, 1_000);
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, 1_000)) {
            for (int i = 0; i < 30_000; i++) {
                writer.write("image " + i, null, row);
            }
            writer.commit();
        }
        ChildJvm.Result ended =
                ChildJvm.of(ReadAll.class).with("-Xmx48m", "-XX:+UseSerialGC").run(file.toString());
        assertEquals("30000", ended.out().strip(), ended.err());
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        assertRefused(Files.writeString(folder.resolve("x.json"), "{}"), ".npy, .csv, .parquet or .arrow, not from");
        assertRefused(Files.createDirectory(folder.resolve("y.npy")), "not a regular file");
        assertThrows(NoSuchFileException.class, () -> EmbeddingReader.open(folder.resolve("none.npy")));
        assertRefused(Files.writeString(folder.resolve("x.parquet"), "PAR1 and much more"), "cut off");
    }

    private void assertRefused(Path file, String why) {
        ModelFileException e = assertThrows(ModelFileException.class, () -> Embeddings.read(file));
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    }

    private void write(Path file, int rows, int dimension) throws IOException {
        Embeddings.Builder builder = new Embeddings.Builder(dimension);
        for (int i = 0; i < rows; i++) {
            builder.add(NAMES.get(i % 4), i % 2 == 0 ? "x" : null, random(i, dimension));
        }
        builder.build().write(file);
    }

    /** Zeros behind a header. */
    private Path npy(String descr, String fortran, String shape, int bytes) throws IOException {
        String header = "{'descr': " + descr + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
        ByteBuffer file = ByteBuffer.allocate(10 + header.length() + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        file.put(header.getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve("made.npy"), file.array());
    }

    private static float[] random(int i, int dimension) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, i);
        float[] values = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            values[k] = (float) draws.gaussian();
        }
        return values;
    }
}
