package dev.selfsame.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowWriterTest {
    private static final int DIMENSION = 500;

    @TempDir
    private Path folder;

    /** Several batches, by Apache's own reader. */
    @Test
    void apachesReaderReadsIt() throws IOException {
        Path file = folder.resolve("x.arrow");
        int rows = 5_000;
        write(file, rows);
        int at = 0;
        try (RootAllocator memory = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(Files.newByteChannel(file), memory)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertEquals(
                    List.of("path", "label", "embedding"),
                    root.getSchema().getFields().stream()
                            .map(field -> field.getName())
                            .toList());
            assertEquals("abc", root.getSchema().getCustomMetadata().get(EmbeddingWriter.MODEL_KEY));
            assertTrue(reader.getRecordBlocks().size() > 1);
            while (reader.loadNextBatch()) {
                at = check(root, at);
            }
        }
        assertEquals(rows, at);
    }

    /** Behind the first eight bytes an Arrow file is a stream. */
    @Test
    void itIsAStreamToo() throws IOException {
        Path file = folder.resolve("x.arrow");
        write(file, 3);
        byte[] bytes = Files.readAllBytes(file);
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(new ByteArrayInputStream(bytes, 8, bytes.length - 8), memory)) {
            assertTrue(reader.loadNextBatch());
            assertEquals(3, check(reader.getVectorSchemaRoot(), 0));
            assertFalse(reader.loadNextBatch());
        }
    }

    private static int check(VectorSchemaRoot root, int from) {
        VarCharVector paths = (VarCharVector) root.getVector("path");
        VarCharVector labels = (VarCharVector) root.getVector("label");
        FixedSizeListVector embeddings = (FixedSizeListVector) root.getVector("embedding");
        Float4Vector values = (Float4Vector) embeddings.getDataVector();
        int at = from;
        for (int i = 0; i < root.getRowCount(); i++, at++) {
            assertEquals("ü " + at, paths.getObject(i).toString());
            assertEquals(at % 3 == 0, labels.isNull(i));
            if (at % 3 != 0) {
                assertEquals("class " + at, labels.getObject(i).toString());
            }
            float[] wanted = row(at);
            assertFalse(embeddings.isNull(i));
            for (int k = 0; k < DIMENSION; k += 7) {
                assertEquals(wanted[k], values.get(i * DIMENSION + k));
            }
        }
        return at;
    }

    private static void write(Path file, int rows) throws IOException {
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, DIMENSION, "abc")) {
            for (int i = 0; i < rows; i++) {
                writer.write("ü " + i, i % 3 == 0 ? null : "class " + i, row(i));
            }
            writer.commit();
        }
    }

    private static float[] row(int i) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, i);
        float[] values = new float[DIMENSION];
        for (int k = 0; k < DIMENSION; k++) {
            values[k] = (float) draws.gaussian();
        }
        return values;
    }
}
