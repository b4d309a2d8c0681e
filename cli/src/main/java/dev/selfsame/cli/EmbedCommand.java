package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.model.EmbeddingJournal;
import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.EmbeddingWriter;
import dev.selfsame.model.Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes embeddings. */
@Command(
        name = "embed",
        description = "Writes the embedding of each image that can be read; the others are listed beside it, as in"
                + " photos.csv.skipped.tsv.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame embed --run runs/byol --data photos/ --out photos.parquet")
final class EmbedCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "SOURCE", description = SourceHelp.IMAGES)
    private String data = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.npy|.csv|.parquet|.arrow",
            description = "File to write; its ending says the format. Beside a.npy, a.paths.txt names the rows.")
    private Path out = Path.of("");

    @Option(
            names = "--resume",
            description = "Go on where an embed of the same images into this file was stopped or killed; it left"
                    + " FILE.unfinished. Without such a file, begin.")
    private boolean resume;

    @Option(
            names = "--append",
            description = "Keep the rows of the file, and add those of the images that it has not, by their names."
                    + " Without such a file, begin.")
    private boolean append;

    @Option(
            names = "--since",
            paramLabel = "FILE|TIME",
            description = "Only new images: those that another file of embeddings doesn't name, or whose files were"
                    + " changed after a time such as 2026-11-29 or 2026-11-29T18:00:00. Default: all images")
    private @Nullable String since;

    @Mixin
    private final EncoderOptions encoder = new EncoderOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        NewImages wanted = wanted();
        requireOutput();
        Skipped skipped = new Skipped();
        Map<String, Object> result = new LinkedHashMap<>();
        try (Encoder network = encoder.load()) {
            ImageSource all = OpenedImages.open(spec.commandLine(), data, network.view());
            ImageSource images = wanted.of(all, network);
            try (EmbeddingJournal journal = journal(images, network)) {
                int resumed = journal.count();
                embed(network, journal, images.size() - resumed, skipped);
                requireReadable(images, journal, skipped);
                int kept = write(journal, network);
                result.put("images", journal.count());
                result.put("dimensions", network.dimension());
                putIfAny(result, "resumed", resumed);
                putIfAny(result, "kept", kept);
                journal.delete();
            }
        }
        skipped.write(Skipped.beside(out));
        Skips.say(spec.commandLine(), skipped, "; " + Skipped.beside(out) + " lists them");
        result.put("skipped", skipped.count());
        Json.putNumber(result, "seconds", (System.nanoTime() - start) / 1e9);
        result.put("out", out.toString());
        output.print(result);
        CollapseWarning.say(spec.commandLine(), out);
        return 0;
    }

    private void embed(Encoder network, EmbeddingJournal journal, int length, Skipped skipped) throws IOException {
        try (ProgressBar bar = Bars.open("embed", length)) {
            network.embed(journal, remaining -> new WatchedSource(remaining, spec.commandLine(), bar), skipped);
        }
    }

    private NewImages wanted() {
        try {
            EmbeddingWriter.requireFormat(out);
            return NewImages.parse(since, append ? out : null);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Looks at what is to be written, before the work begins. */
    private void requireOutput() throws IOException {
        List<Path> files = EmbeddingWriter.files(out);
        Outputs.requireApart(spec.commandLine(), files, List.of(data));
        if (since != null && !append) {
            Outputs.requireApart(spec.commandLine(), List.of(out), List.of(since));
        }
        Outputs.requireWritable(files);
    }

    private EmbeddingJournal journal(ImageSource images, Encoder network) throws IOException {
        if (resume) {
            return EmbeddingJournal.resume(out, images, network);
        }
        boolean left = Files.exists(EmbeddingJournal.of(out));
        EmbeddingJournal journal = EmbeddingJournal.begin(out, images, network); // unless another process writes it
        if (left) {
            Errors.say(
                    spec.commandLine(),
                    EmbeddingJournal.of(out) + " is begun anew; --resume would have gone on from it");
        }
        return journal;
    }

    /** Fails where no image can be read, unless some were embedded before: then the others are those that can't be. */
    private void requireReadable(ImageSource images, EmbeddingJournal journal, Skipped skipped) throws IOException {
        boolean someBefore = since != null || (append && Files.exists(out));
        if (journal.count() == 0 && images.size() > 0 && !someBefore) {
            journal.delete();
            Skips.requireReadable(images, skipped, 0);
        }
    }

    /** Writes the file whole, behind the rows that are kept, and says how many those are. */
    private int write(EmbeddingJournal journal, Encoder network) throws IOException {
        try (EmbeddingWriter writer = EmbeddingWriter.create(out, network.dimension(), network.fingerprint())) {
            int kept = append && Files.exists(out) ? copy(out, writer) : 0;
            journal.writeTo(writer);
            writer.commit();
            return kept;
        }
    }

    private static int copy(Path file, EmbeddingWriter writer) throws IOException {
        try (EmbeddingReader rows = EmbeddingReader.open(file)) {
            while (rows.next()) {
                writer.write(rows.name(), rows.label(), rows.embedding());
            }
            return rows.size();
        }
    }

    private static void putIfAny(Map<String, Object> result, String key, int number) {
        if (number > 0) {
            result.put(key, number);
        }
    }
}
