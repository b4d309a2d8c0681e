package dev.selfsame.search;

import dev.selfsame.testing.PostgresPrograms;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL with pgvector on a free port of this machine, with data of its own. */
final class PgvectorServer implements AutoCloseable {
    private final PostgresPrograms programs;
    private final Path folder;
    private final int port;

    /** Starts one in an empty folder. */
    PgvectorServer(Path folder) throws IOException {
        this.programs = PostgresPrograms.find().orElseThrow();
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        start();
    }

    /** Starts it again after {@link #stop}. */
    void start() throws IOException {
        String options = "-p " + port + " -c listen_addresses=localhost -c unix_socket_directories='' -c fsync=off";
        run("pg_ctl", "-w", "-l", folder.resolve("log").toString(), "-o", options, "start");
    }

    /** Ends it at once, as a power cut would. */
    void stop() throws IOException {
        run("pg_ctl", "-w", "-m", "immediate", "stop");
    }

    /** The address of a database of a user's. */
    String url(String user, String database) {
        return "postgresql://" + user + "@localhost:" + port + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/" + database, "postgres", "");
    }

    void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    /** The first column of what a query finds, in the order that it says. */
    List<String> column(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            return column(sql, query);
        }
    }

    static List<String> column(Statement sql, String query) throws SQLException {
        List<String> column = new ArrayList<>();
        try (ResultSet found = sql.executeQuery(query)) {
            while (found.next()) {
                column.add(found.getString(1));
            }
        }
        return column;
    }

    /** Root may not run PostgreSQL: it is nobody in a namespace of its own. */
    private void run(String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.addAll(List.of(
                programs.program(program).toString(),
                "-D",
                folder.resolve("data").toString()));
        words.addAll(List.of(arguments));
        Path output = folder.resolve(program + ".out"); // not a pipe, which the server would hold open
        try {
            int status = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException(words + " ended with " + status + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
