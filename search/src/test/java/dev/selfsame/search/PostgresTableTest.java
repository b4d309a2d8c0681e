package dev.selfsame.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.EmbeddingWriter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of its own, which it starts, without pgvector: with it, {@link PgvectorTableTest} is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresTableTest {
    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private EmbeddedPostgres server;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void withoutPgvectorTheRowsAreArrays() throws Exception {
        Path file = rows("x.parquet", 500, 7);
        assertEquals(PostgresTable.Kind.REAL_ARRAY, write("plain", file, Made.MODEL, done -> {}));
        try (Connection connection = connect();
                Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery("SELECT row, path, label, embedding FROM plain ORDER BY row")) {
            for (int i = 0; i < 500; i++) {
                assertTrue(found.next());
                assertEquals(i, found.getInt(1));
                assertEquals("a\tb\\\n" + i, found.getString(2));
                assertEquals(i % 2 == 0 ? null : "ü, " + i, found.getString(3));
                Array array = found.getArray(4);
                Float[] values = (Float[]) array.getArray();
                float[] wanted = Made.row(i, 7);
                for (int k = 0; k < 7; k++) {
                    assertEquals(wanted[k], values[k]);
                }
            }
            assertFalse(found.next());
        }
        assertEquals(
                "embeddings by Selfsame; 7 dimensions; model " + Made.MODEL,
                text("SELECT obj_description('plain'::regclass, 'pg_class')"));
    }

    @Test
    void anEarlierTableIsReplaced() throws Exception {
        write("again", rows("a.npy", 20, 3), null, done -> {});
        write("again", rows("b.npy", 30, 5), null, done -> {});
        assertEquals("30", text("SELECT count(*) FROM again"));
        assertEquals("5", text("SELECT array_length(embedding, 1) FROM again LIMIT 1"));
        assertNull(text("SELECT to_regclass('again_new')"));
    }

    /** PostgreSQL cuts names off behind 63 characters. */
    @Test
    void aTableMayHaveTheLongestName() throws Exception {
        String name = "t".repeat(56);
        write(name, rows("a.npy", 20, 3), null, done -> {});
        write(name, rows("b.npy", 30, 3), null, done -> {});
        assertEquals("30", text("SELECT count(*) FROM " + name));
        assertEquals(name + "_pkey", text("SELECT indexname FROM pg_indexes WHERE tablename = '" + name + "'"));
    }

    @Test
    void aTableOfSomebodyElseIsRefused() throws Exception {
        execute("CREATE TABLE theirs (x integer)");
        Path file = rows("x.npy", 5, 3);
        IndexException e = assertThrows(IndexException.class, () -> write("theirs", file, null, done -> {}));
        assertTrue(e.getMessage().contains("has a table theirs that Selfsame didn't write"), e.getMessage());
        assertEquals("0", text("SELECT count(*) FROM theirs"));
    }

    @Test
    void rowsThatAreRefusedLeaveTheTableAsItWas() throws Exception {
        write("kept", rows("a.npy", 20, 3), null, done -> {});
        Path odd = Made.write(
                folder.resolve("odd.npy"), 40, 3, null, i -> i == 35 ? new float[] {1, Float.NaN, 1} : Made.row(i, 3));
        IOException e = assertThrows(IOException.class, () -> write("kept", odd, null, done -> {}));
        assertTrue(e.getMessage().contains("has NaN in row 35"), e.getMessage());
        assertEquals("20", text("SELECT count(*) FROM kept"));
        assertNull(text("SELECT to_regclass('kept_new')"));
    }

    @Test
    void aFileWithoutRowsLeavesTheTableAsItWas() throws Exception {
        write("filled", rows("a.npy", 20, 3), null, done -> {});
        Path empty = rows("empty.parquet", 0, 3);
        IndexException e = assertThrows(IndexException.class, () -> write("filled", empty, null, done -> {}));
        assertEquals(empty + " has no rows to index", e.getMessage());
        assertEquals("20", text("SELECT count(*) FROM filled"));
    }

    /** The connection is cut by the server while rows are on their way. */
    @Test
    void aConnectionThatIsLostHalfWayLeavesTheTableAsItWas() throws Exception {
        write("lost", rows("a.npy", 20, 3), null, done -> {});
        Path many = rows("many.npy", 60_000, 3);
        IndexException e = assertThrows(
                IndexException.class,
                () -> write("lost", many, null, done -> {
                    if (done == 10_000) {
                        run(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'selfsame'");
                    }
                }));
        assertTrue(e.getMessage().startsWith("can't write to postgresql://localhost:"), e.getMessage());
        assertEquals("20", text("SELECT count(*) FROM lost"));
        assertNull(text("SELECT to_regclass('lost_new')"));
    }

    /** The server goes down while rows are on their way, and comes back. */
    @Test
    void aServerThatGoesDownHalfWayLeavesTheTableAsItWas() throws Exception {
        write("down", rows("a.npy", 20, 3), null, done -> {});
        Path many = rows("many.npy", 60_000, 3);
        assertThrows(
                IndexException.class,
                () -> write("down", many, null, done -> {
                    if (done == 30_000) {
                        closeServer();
                    }
                }));
        Path file = rows("a.npy", 20, 3);
        IndexException e = assertThrows(IndexException.class, () -> write("down", file, null, done -> {}));
        assertTrue(e.getMessage().contains("can't write to postgresql://localhost:"), e.getMessage());
        assertFalse(e.getMessage().contains("secret"), e.getMessage());
        start();
        assertEquals("20", text("SELECT count(*) FROM down"));
        assertNull(text("SELECT to_regclass('down_new')"));
        write("down", rows("a.npy", 25, 3), null, done -> {});
        assertEquals("25", text("SELECT count(*) FROM down"));
    }

    /** A stand-in for pgvector where that is not at hand: a type by its name that takes its text and its dimension. */
    @Test
    void whereThereIsATypeVectorItIsTaken() throws Exception {
        execute("CREATE TYPE vector");
        execute("CREATE FUNCTION vector_in(cstring, oid, integer) RETURNS vector AS 'textin' LANGUAGE internal");
        execute("CREATE FUNCTION vector_out(vector) RETURNS cstring AS 'textout' LANGUAGE internal");
        execute("CREATE FUNCTION vector_mod(cstring[]) RETURNS integer AS 'varchartypmodin' LANGUAGE internal");
        execute("CREATE TYPE vector (INPUT = vector_in, OUTPUT = vector_out, TYPMOD_IN = vector_mod, LIKE = text)");
        try {
            Path file = Made.write(folder.resolve("v.npy"), 3, 2, null, i -> new float[] {i, -0.5f});
            assertEquals(PostgresTable.Kind.VECTOR, write("vectors", file, null, done -> {}));
            assertEquals("[2.0,-0.5]", text("SELECT embedding::vector FROM vectors WHERE row = 2"));
            assertEquals(
                    "vector",
                    text("SELECT t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
                            + " WHERE attrelid = 'vectors'::regclass AND attname = 'embedding'"));
        } finally {
            execute("DROP TYPE vector CASCADE");
        }
    }

    @Test
    void namesAndAddressesThatAreNoneAreRefused() {
        for (String url : List.of("mysql://h/d", "postgresql://h", "postgresql:///d", "postgresql://h/a/b", "x y")) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> PostgresTable.of(url, "embeddings"));
            assertTrue(e.getMessage().startsWith("a database must be given as postgresql://"), e.getMessage());
        }
        for (String table : List.of("", "a b", "1a", "x\"; DROP", "x".repeat(57))) {
            assertThrows(IllegalArgumentException.class, () -> PostgresTable.of("postgresql://h/d", table));
        }
        assertEquals(
                "postgresql://h:99/d",
                PostgresTable.of("postgresql://me:secret@h:99/d?sslmode=require", "t")
                        .toString());
    }

    @Test
    void userAndPasswordComeFromTheAddressOrTheEnvironment() {
        PostgresUrl both = PostgresUrl.parse("postgres://me:s%2Fecret@h/d?a=b", Map.of("PGUSER", "x"));
        assertEquals(new PostgresUrl("jdbc:postgresql://h/d?a=b", "postgresql://h/d", "me", "s/ecret"), both);
        PostgresUrl around = PostgresUrl.parse("postgresql://h/d", Map.of("PGUSER", "x", "PGPASSWORD", "y"));
        assertArrayEquals(new String[] {"x", "y"}, new String[] {around.user(), around.password()});
    }

    @Test
    void hostsMayHaveAnUnderscoreAndNamesAColon() {
        PostgresUrl url = PostgresUrl.parse("postgresql://us%3Aer:p%40s%3As+w@data_base:5433/d", Map.of());
        assertEquals(
                new PostgresUrl(
                        "jdbc:postgresql://data_base:5433/d", "postgresql://data_base:5433/d", "us:er", "p@s:s+w"),
                url);
        PostgresUrl six = PostgresUrl.parse("postgresql://me@[::1]:5433/d", Map.of("PGPASSWORD", "y"));
        assertEquals(new PostgresUrl("jdbc:postgresql://[::1]:5433/d", "postgresql://[::1]:5433/d", "me", "y"), six);
        for (String wrong : List.of("postgresql://a@b@h/d", "postgresql://h:port/d", "postgresql:///d")) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> PostgresUrl.parse(wrong, Map.of()))
                    .getMessage()
                    .startsWith("a database must be given as "));
        }
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostgresTable.Kind write(String table, Path file, String model, IntConsumer progress) throws IOException {
        String url = "postgresql://postgres:secret@localhost:" + server.getPort() + "/postgres";
        try (EmbeddingReader rows = EmbeddingReader.open(file)) {
            return PostgresTable.of(url, table).write(rows, model, progress);
        }
    }

    private Path rows(String name, int rows, int dimension) throws IOException {
        Path file = folder.resolve(name);
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, dimension)) {
            for (int i = 0; i < rows; i++) {
                writer.write("a\tb\\\n" + i, i % 2 == 0 ? null : "ü, " + i, Made.row(i, dimension));
            }
            writer.commit();
        }
        return file;
    }

    private Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private void run(String statement) {
        try {
            execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = connect();
                Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            return found.next() ? found.getString(1) : null;
        }
    }
}
