package dev.selfsame.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.data.AtomicFile;
import dev.selfsame.data.Reason;
import dev.selfsame.view.ChannelStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Statistics of channels in a file of their own: YAML or JSON with the lists {@code mean}, {@code std}, {@code low},
 * {@code high}, {@code min} and {@code max}, as the section {@code views.statistics} of {@code config.yaml} has them.
 */
public final class StatisticsFile {
    private StatisticsFile() {}

    /**
     * Reads a file.
     *
     * @throws RunException if it can't be read, or holds something else
     */
    public static ChannelStatistics read(Path file) {
        try {
            return RecordTree.read(Yaml.tree(Files.readString(file)), ChannelStatistics.class, "");
        } catch (IOException e) {
            throw new RunException("can't read the statistics " + file + ": " + Reason.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new RunException("the statistics " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a file: JSON if its name ends in {@code .json}, else YAML.
     *
     * @throws IOException if it can't be written
     */
    public static void write(Path file, ChannelStatistics statistics) throws IOException {
        ObjectNode tree = RecordTree.write(statistics);
        boolean json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        String text = json ? tree.toPrettyString() + "\n" : Yaml.write(tree);
        try (AtomicFile aside = AtomicFile.create(file)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                aside.channel().write(bytes);
            }
            aside.commit();
        }
    }
}
