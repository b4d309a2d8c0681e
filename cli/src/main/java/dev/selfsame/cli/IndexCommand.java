package dev.selfsame.cli;

import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.search.EmbeddingIndex;
import dev.selfsame.search.IndexConfig;
import dev.selfsame.search.PostgresTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Builds an index. */
@Command(
        name = "index",
        description =
                "Builds an index of a file of embeddings, for search; or writes them to PostgreSQL. The file says whose they"
                        + " are, or --run or --model does.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame index --embeddings photos.parquet --out photos.index")
final class IndexCommand implements Callable<Integer> {
    @Option(
            names = "--embeddings",
            required = true,
            paramLabel = "FILE.npy|.csv|.parquet|.arrow",
            description = "File that embed wrote.")
    private Path embeddings = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @ArgGroup
    private @Nullable ModelChoice maker;

    @Mixin
    private final ImportOptions imported = new ImportOptions();

    @Option(
            names = "--exact-below",
            paramLabel = "N",
            defaultValue = "50000",
            description =
                    "Fewer rows are compared one by one, which is exact; as many or more get a graph of neighbours"
                            + " (HNSW), which is faster and misses few. Default: ${DEFAULT-VALUE}")
    private int exactBelow;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            defaultValue = "embeddings",
            description = "Table of the database; one that index wrote before is replaced. Default: ${DEFAULT-VALUE}")
    private String table = "embeddings";

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final class Target {
        @Option(names = "--out", paramLabel = "DIR", description = "Directory to write; an index there is replaced.")
        private @Nullable Path out;

        @Option(
                names = "--to",
                paramLabel = "postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE",
                description = "Database to write to instead: as vector where pgvector is there, else as real[]. Without"
                        + " them, user and password are PGUSER and PGPASSWORD.")
        private @Nullable String to;
    }

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        if (maker == null) {
            imported.requireNone(spec.commandLine());
        }
        requireUsed("--table", target.to != null, "--to, a database");
        requireUsed("--exact-below", target.out != null, "--out, a directory");
        Map<String, Object> result = new LinkedHashMap<>();
        try (EmbeddingReader rows = EmbeddingReader.open(embeddings);
                RowsLine progress = new RowsLine(spec.commandLine(), rows.size())) {
            String model = model(rows);
            CollapseWarning.say(spec.commandLine(), embeddings);
            if (target.out != null) {
                EmbeddingIndex.build(rows, model, target.out, config(), progress);
                result.put("search", rows.size() < exactBelow ? "exact" : "graph");
            } else {
                PostgresTable to = database();
                result.put("type", to.write(rows, model, progress::read).toString());
                result.put("table", table);
            }
            result.put("rows", rows.size());
            result.put("dimensions", rows.dimension());
        }
        Json.putNumber(result, "seconds", (System.nanoTime() - since) / 1e9);
        result.put(
                "out", target.out != null ? target.out.toString() : database().toString());
        output.print(result);
        return 0;
    }

    private void requireUsed(String option, boolean used, String with) {
        if (!used && spec.commandLine().getParseResult().hasMatchedOption(option)) {
            throw new ParameterException(spec.commandLine(), option + " goes with " + with);
        }
    }

    private IndexConfig config() {
        try {
            return new IndexConfig(exactBelow);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private PostgresTable database() {
        try {
            return PostgresTable.of(target.to == null ? "" : target.to, table);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Who made the embeddings, by the file or by the options, which have to agree. */
    private @Nullable String model(EmbeddingReader rows) throws IOException {
        if (maker == null) {
            return rows.model();
        }
        try (Encoder encoder = maker.load(imported, EncoderConfig.DEFAULT, spec.commandLine())) {
            if (encoder.dimension() != rows.dimension()) {
                throw new Failure(embeddings + " has embeddings of " + rows.dimension() + " dimensions, the encoder of "
                        + maker.path() + " makes " + encoder.dimension());
            }
            String said = rows.model();
            if (said != null && !said.equals(encoder.fingerprint())) {
                throw new Failure(embeddings + " has embeddings of another encoder than that of " + maker.path());
            }
            return encoder.fingerprint();
        }
    }
}
