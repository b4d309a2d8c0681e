package dev.selfsame.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.testing.Pgvector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server with pgvector itself, which it starts. */
@Pgvector
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgvectorTableTest {
    private static final String DATABASE = "postgres";
    private static final float[][] DIRECTIONS =
            IntStream.range(0, 8).mapToObj(j -> Made.row(2_000_000 + j, 64)).toArray(float[][]::new);

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private PgvectorServer server;

    @BeforeAll
    void start() throws IOException {
        server = new PgvectorServer(data);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void theRowsAreVectorsToTheBit() throws Exception {
        int dimension = 33;
        float[] odd = Made.row(7, dimension);
        odd[0] = Float.MIN_VALUE;
        odd[1] = -Float.MIN_NORMAL;
        odd[2] = 0.1f;
        odd[3] = 1e20f;
        Path file = Made.write(
                folder.resolve("x.parquet"), 300, dimension, null, i -> i == 7 ? odd : Made.row(i, dimension));
        assertEquals(PostgresTable.Kind.VECTOR, write("rows", file));
        assertEquals(
                List.of("vector(33)"),
                column("SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                        + " WHERE attrelid = 'rows'::regclass AND attname = 'embedding'"));
        try (Connection connection = server.connect(DATABASE);
                Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery("SELECT path, label, embedding::real[] FROM rows ORDER BY row")) {
            for (int i = 0; i < 300; i++) {
                assertTrue(found.next());
                assertEquals("folder/" + i + ".jpg", found.getString(1));
                assertEquals(i % 3 == 0 ? null : "class " + i % 3, found.getString(2));
                assertArrayEquals(boxed(i == 7 ? odd : Made.row(i, dimension)), (Object[])
                        found.getArray(3).getArray());
            }
        }
    }

    private static Object[] boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(k -> values[k]).toArray();
    }

    /** At the settings that pgvector has by itself, but that so few rows might as well be compared one by one. */
    @Test
    void theIndexFindsNearlyAllOfTheTenNearest() throws Exception {
        float[][] rows = IntStream.range(0, 4000)
                .mapToObj(PgvectorTableTest::ofFewDirections)
                .toArray(float[][]::new);
        write("near", Made.write(folder.resolve("near.parquet"), rows.length, rows[0].length, null, i -> rows[i]));
        int found = 0;
        try (Connection connection = server.connect(DATABASE);
                Statement sql = connection.createStatement()) {
            sql.execute("SET enable_seqscan = off");
            for (int q = 0; q < 50; q++) {
                float[] query = ofFewDirections(rows.length + q);
                String nearest = "SELECT path FROM near ORDER BY embedding <=> '" + text(query) + "' LIMIT 10";
                String plan = PgvectorServer.column(sql, "EXPLAIN " + nearest).toString();
                assertTrue(plan.contains("Index Scan using near_embedding_idx"), plan);
                List<String> wanted = nearest(query, rows);
                found += (int) PgvectorServer.column(sql, nearest).stream()
                        .filter(wanted::contains)
                        .count();
            }
        }
        assertTrue(found >= 0.95 * 50 * 10, found + " of 500 found");
    }

    /** 64 numbers that are sums of 8, as embeddings are of fewer directions than they have numbers. */
    private static float[] ofFewDirections(int i) {
        float[] few = Made.row(i, 8);
        float[] row = new float[64];
        for (int j = 0; j < few.length; j++) {
            float[] direction = DIRECTIONS[j];
            for (int k = 0; k < row.length; k++) {
                row[k] += few[j] * direction[k];
            }
        }
        return row;
    }

    /** The paths of the ten rows of the highest cosines, compared one by one. */
    private static List<String> nearest(float[] query, float[][] rows) {
        double[] cosines =
                Arrays.stream(rows).mapToDouble(row -> Made.cosine(query, row)).toArray();
        return IntStream.range(0, rows.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -cosines[i]))
                .limit(10)
                .map(i -> "folder/" + i + ".jpg")
                .toList();
    }

    /** An index of pgvector's takes 2,000 dimensions, its type 16,000. */
    @ParameterizedTest
    @CsvSource({"2000,VECTOR,true", "2001,VECTOR,false", "16000,VECTOR,false", "16001,REAL_ARRAY,false"})
    void aboveTheLimitsThereIsNoIndexAndThenNoVector(int dimension, PostgresTable.Kind kind, boolean indexed)
            throws Exception {
        String table = "wide" + dimension;
        Path file = Made.write(folder.resolve("wide.parquet"), 30, dimension, null, i -> Made.row(i, dimension));
        assertEquals(kind, write(table, file));
        assertEquals(
                indexed ? List.of(table + "_embedding_idx", table + "_pkey") : List.of(table + "_pkey"),
                indexes(table));
        if (kind == PostgresTable.Kind.VECTOR) {
            assertEquals(
                    List.of("folder/11.jpg"),
                    column("SELECT path FROM " + table + " ORDER BY embedding <=> '" + text(Made.row(11, dimension))
                            + "' LIMIT 1"));
        }
    }

    @Test
    void anEarlierTableIsReplacedWithItsIndex() throws Exception {
        for (int dimension : new int[] {3, 5}) {
            int wide = dimension;
            write(
                    "again",
                    Made.write(folder.resolve("again.npy"), 10 * dimension, dimension, null, i -> Made.row(i, wide)));
        }
        assertEquals(List.of("50"), column("SELECT count(*) FROM again"));
        assertEquals(List.of("again_embedding_idx", "again_pkey"), indexes("again"));
        assertTrue(column("SELECT indexdef FROM pg_indexes WHERE indexname = 'again_embedding_idx'")
                .get(0)
                .contains("USING hnsw (embedding vector_cosine_ops)"));
    }

    /** A row of zeros has no direction: it is kept, and an index of cosines leaves it out. */
    @Test
    void aRowOfZerosIsKept() throws Exception {
        Path file = Made.write(folder.resolve("zero.npy"), 9, 4, null, i -> i == 4 ? new float[4] : Made.row(i, 4));
        write("zeros", file);
        assertEquals(List.of("[0,0,0,0]"), column("SELECT embedding FROM zeros WHERE row = 4"));
    }

    /** Who may not create an extension gets arrays, until somebody else has created it. */
    @Test
    void whoMayNotCreateTheExtensionGetsArrays() throws Exception {
        server.execute(DATABASE, "CREATE ROLE guest LOGIN", "CREATE DATABASE other");
        server.execute("other", "GRANT ALL ON SCHEMA public TO guest");
        Path file = Made.write(folder.resolve("guest.npy"), 12, 4, null, i -> Made.row(i, 4));
        String url = server.url("guest", "other");
        assertEquals(PostgresTable.Kind.REAL_ARRAY, write(url, "guests", file, done -> {}));
        server.execute("other", "CREATE EXTENSION vector");
        assertEquals(PostgresTable.Kind.VECTOR, write(url, "guests", file, done -> {}));
        assertEquals(List.of("12"), server.column("other", "SELECT count(*) FROM guests"));
    }

    /** The server goes down while rows are on their way, and comes back. */
    @Test
    void aServerThatGoesDownHalfWayLeavesTheTableAsItWas() throws Exception {
        Path few = Made.write(folder.resolve("few.npy"), 20, 8, null, i -> Made.row(i, 8));
        write("down", few);
        Path many = Made.write(folder.resolve("many.npy"), 60_000, 8, null, i -> Made.row(i, 8));
        IndexException e = assertThrows(
                IndexException.class,
                () -> write(server.url("postgres", DATABASE), "down", many, done -> {
                    if (done == 30_000) {
                        goDown();
                    }
                }));
        assertTrue(e.getMessage().startsWith("can't write to postgresql://localhost:"), e.getMessage());
        server.start();
        assertEquals(List.of("20"), column("SELECT count(*) FROM down"));
        assertEquals(List.of("down_embedding_idx", "down_pkey"), indexes("down"));
        assertEquals(List.of(), indexes("down_new"));
        write("down", many);
        assertEquals(List.of("60000"), column("SELECT count(*) FROM down"));
    }

    private void goDown() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostgresTable.Kind write(String table, Path file) throws IOException {
        return write(server.url("postgres", DATABASE), table, file, done -> {});
    }

    private static PostgresTable.Kind write(String url, String table, Path file, IntConsumer progress)
            throws IOException {
        try (EmbeddingReader rows = EmbeddingReader.open(file)) {
            return PostgresTable.of(url, table).write(rows, Made.MODEL, progress);
        }
    }

    private List<String> indexes(String table) throws Exception {
        return column(
                "SELECT indexname FROM pg_indexes WHERE tablename = '" + table + "' ORDER BY indexname COLLATE \"C\"");
    }

    private List<String> column(String query) throws Exception {
        return server.column(DATABASE, query);
    }

    private static String text(float[] row) {
        List<String> values = new ArrayList<>();
        for (float value : row) {
            values.add(Float.toString(value));
        }
        return values.toString();
    }
}
