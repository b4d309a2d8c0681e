package dev.selfsame.search;

import dev.selfsame.model.EmbeddingReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A table of embeddings in PostgreSQL: {@code row} (integer, the primary key), {@code path} and {@code label} (text) and
 * {@code embedding}, a {@code vector} where the extension pgvector is there and a {@code real[]} where not. The table's
 * comment says which encoder made them.
 *
 * <p>It is written in one transaction: others see the table before it or the whole of the new one, whatever becomes of
 * the connection or the server meanwhile.
 */
public final class PostgresTable {
    /** What the embeddings are in the database. */
    public enum Kind {
        /** pgvector's type, with an index of cosines (HNSW) where it allows one. */
        VECTOR,
        /** An array. */
        REAL_ARRAY;

        @Override
        public String toString() {
            return this == VECTOR ? "vector" : "real[]";
        }
    }

    /** pgvector's limits: of an index, and of a vector. */
    private static final int MOST_INDEXED = 2_000;

    private static final int MOST_VECTOR = 16_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,55}");
    private static final String OURS = "embeddings by Selfsame; ";
    private static final String KEY = "_pkey";
    private static final String INDEX = "_embedding_idx";

    private final PostgresUrl url;
    private final String table;

    private PostgresTable(PostgresUrl url, String table) {
        this.url = url;
        this.table = table;
    }

    /**
     * A table of a database; nothing is asked yet.
     *
     * @param url {@code postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE[?OPTIONS]}; without them, user and password
     *     are the environment's {@code PGUSER} and {@code PGPASSWORD}
     * @param table letters, digits and {@code _}, at most 56
     * @throws IllegalArgumentException if it is no such URL or name
     */
    public static PostgresTable of(String url, String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "a table's name must be up to 56 letters, digits and _, and not begin with a digit, got " + table);
        }
        return new PostgresTable(PostgresUrl.parse(url), table);
    }

    /**
     * Writes all rows of a file; an earlier table of embeddings by this name is replaced.
     *
     * @param rows before the first
     * @param model the fingerprint of the encoder that made them, null where it is not known
     * @param progress hears how many rows have been sent
     * @return what the embeddings are there
     * @throws IndexException if there is nothing to write, the database can't be reached, goes away or refuses, or the table is
     *     somebody else's; then nothing has changed there
     */
    public Kind write(EmbeddingReader rows, @Nullable String model, IntConsumer progress) throws IOException {
        EmbeddingIndex.requireRows(rows);
        Properties properties = url.properties();
        try (Connection connection = DriverManager.getConnection(url.jdbc(), properties)) {
            connection.setAutoCommit(false);
            try (Statement sql = connection.createStatement()) {
                return write(connection, sql, rows, model, progress);
            }
        } catch (SQLException e) {
            throw new IndexException("can't write to " + url + ": " + reason(e), e);
        }
    }

    private Kind write(
            Connection connection, Statement sql, EmbeddingReader rows, @Nullable String model, IntConsumer progress)
            throws SQLException, IOException {
        requireOurs(sql);
        Kind kind = kind(sql, rows.dimension());
        String fresh = table + "_new";
        sql.execute("DROP TABLE IF EXISTS " + quoted(fresh));
        String type = kind == Kind.VECTOR ? "vector(" + rows.dimension() + ")" : "real[]";
        sql.execute("CREATE TABLE " + quoted(fresh)
                + " (row integer CONSTRAINT " + quoted(fresh + KEY) + " PRIMARY KEY, path text NOT NULL, label text,"
                + " embedding " + type + " NOT NULL)");
        copy(connection, fresh, kind, rows, progress);
        boolean indexed = kind == Kind.VECTOR && rows.dimension() <= MOST_INDEXED && hasIndexes(sql);
        if (indexed) {
            sql.execute("CREATE INDEX " + quoted(fresh + INDEX) + " ON " + quoted(fresh)
                    + " USING hnsw (embedding vector_cosine_ops)");
        }
        sql.execute("COMMENT ON TABLE " + quoted(fresh) + " IS '" + comment(rows, model) + "'");
        sql.execute("DROP TABLE IF EXISTS " + quoted(table));
        sql.execute("ALTER TABLE " + quoted(fresh) + " RENAME TO " + quoted(table));
        rename(sql, fresh, KEY);
        if (indexed) {
            rename(sql, fresh, INDEX);
        }
        connection.commit();
        return kind;
    }

    /** PostgreSQL cuts long names off, of both in the same way. */
    private void rename(Statement sql, String fresh, String end) throws SQLException {
        sql.execute("ALTER INDEX " + quoted(fresh + end) + " RENAME TO " + quoted(table + end));
    }

    private void requireOurs(Statement sql) throws SQLException, IndexException {
        for (String name : new String[] {table, table + "_new"}) {
            String asked = "SELECT obj_description(to_regclass('" + quoted(name) + "'), 'pg_class'), to_regclass('"
                    + quoted(name) + "')";
            try (ResultSet found = sql.executeQuery(asked)) {
                found.next();
                String comment = found.getString(1);
                if (found.getString(2) != null && (comment == null || !comment.startsWith(OURS))) {
                    throw new IndexException(
                            url + " has a table " + name + " that Selfsame didn't write: name another one");
                }
            }
        }
    }

    private Kind kind(Statement sql, int dimension) throws SQLException {
        if (dimension > MOST_VECTOR) {
            return Kind.REAL_ARRAY;
        }
        if (exists(sql, "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")) {
            sql.execute("SAVEPOINT before_extension");
            try {
                sql.execute("CREATE EXTENSION IF NOT EXISTS vector");
            } catch (SQLException mayNot) { // not everybody may; another may have done it
                sql.execute("ROLLBACK TO before_extension");
            }
        }
        return exists(sql, "SELECT 1 WHERE to_regtype('vector') IS NOT NULL") ? Kind.VECTOR : Kind.REAL_ARRAY;
    }

    private static boolean hasIndexes(Statement sql) throws SQLException {
        return exists(sql, "SELECT 1 FROM pg_am WHERE amname = 'hnsw'");
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (ResultSet found = sql.executeQuery(query)) {
            return found.next();
        }
    }

    private static void copy(Connection connection, String fresh, Kind kind, EmbeddingReader rows, IntConsumer progress)
            throws SQLException, IOException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + quoted(fresh) + " (row, path, label, embedding) FROM STDIN");
        try {
            while (rows.next()) {
                byte[] line = CopyLine.of(rows, kind == Kind.VECTOR);
                copy.writeToCopy(line, 0, line.length);
                progress.accept(rows.row() + 1);
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                cancel(copy);
            }
        }
    }

    @SuppressWarnings("EmptyCatch")
    private static void cancel(CopyIn copy) {
        try {
            copy.cancelCopy();
        } catch (SQLException gone) {
            // what led here is thrown
        }
    }

    private static String comment(EmbeddingReader rows, @Nullable String model) {
        return OURS + rows.dimension() + " dimensions; model " + (model == null ? "unknown" : model.replace("'", ""));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").replaceFirst("^(ERROR|FATAL): ", "");
    }

    /** The database, without the password. */
    @Override
    public String toString() {
        return url.toString();
    }
}
