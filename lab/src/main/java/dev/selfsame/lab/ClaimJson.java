package dev.selfsame.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.data.AtomicFile;
import dev.selfsame.model.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code claim.json}: what was claimed, what came of it, and by which command. */
public final class ClaimJson {
    static final String FILE = "claim.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

    private ClaimJson() {}

    /**
     * What the file holds.
     *
     * @param commandLine what the user typed
     */
    public static ObjectNode of(Experiment experiment, List<String> commandLine) {
        Claim claim = experiment.claim();
        Numbers numbers = experiment.numbers();
        Judgement judgement = experiment.judgement();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("claim", claim.name());
        node.put("statement", claim.statement());
        node.put("source", claim.source());
        node.put("rule", claim.rule().words());
        node.put("verdict", judgement.verdict().name().toLowerCase(Locale.ROOT));
        node.put("sentence", judgement.sentence());
        node.put("data", experiment.data().describe());
        node.put("drawn_images", experiment.data().isDrawn());
        node.put("seeds", numbers.seeds());
        node.put("quick", experiment.size().equals(LabSize.QUICK));
        node.put("epochs", experiment.size().epochs());
        node.put("neighbours", experiment.size().neighbours());
        node.put("test_images", numbers.testImages());
        estimate(node.putObject("untrained_knn_top1"), numbers.untrained());
        ArrayNode variants = node.putArray("variants");
        double longest = 0;
        double seconds = 0;
        for (String name : numbers.variants()) {
            List<Measured> runs = numbers.of(name);
            ObjectNode variant = variants.addObject();
            variant.put("name", name);
            estimate(variant.putObject("knn_top1"), numbers.knn(name));
            each(variant.putArray("embedding_std"), runs, run -> run.last().spread());
            each(variant.putArray("effective_rank"), runs, run -> run.last().rank());
            variant.put("rank_bound", runs.get(0).last().rankBound());
            variant.put(
                    "collapsed", (int) runs.stream().filter(Measured::collapsed).count());
            variant.put("diverged", (int)
                    runs.stream().filter(run -> !run.failure().isEmpty()).count());
            each(variant.putArray("seconds"), runs, Measured::seconds);
            for (Measured run : runs) {
                longest = Math.max(longest, run.seconds());
                seconds += run.seconds();
            }
        }
        number(node, "longest_run_seconds", longest);
        number(node, "run_seconds", seconds);
        ArrayNode figures = node.putArray("figures");
        for (Drawing drawing : claim.drawings()) {
            figures.addObject().put("file", drawing.file()).put("caption", drawing.caption());
        }
        node.put("command", typable(commandLine));
        node.put("version", Version.current());
        return node;
    }

    /** A line that a shell reads as these words. */
    private static String typable(List<String> words) {
        return words.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private static void estimate(ObjectNode node, Estimate estimate) {
        number(node, "mean", estimate.mean());
        number(node, "low", estimate.low());
        number(node, "high", estimate.high());
        ArrayNode values = node.putArray("values");
        estimate.values().forEach(value -> number(values, value));
    }

    private static void each(ArrayNode array, List<Measured> runs, ToDoubleFunction<Measured> value) {
        runs.forEach(run -> number(array, value.applyAsDouble(run)));
    }

    private static void number(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    private static void number(ArrayNode array, double value) {
        if (Double.isFinite(value)) {
            array.add(value);
        } else {
            array.addNull();
        }
    }

    static void write(Experiment experiment, List<String> commandLine) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(of(experiment, commandLine));
        text(experiment.directory().resolve(FILE), text + "\n");
    }

    /** Replaces a text file whole. */
    static void text(Path file, String text) throws IOException {
        try (AtomicFile whole = AtomicFile.create(file)) {
            whole.stream().write(text.getBytes(StandardCharsets.UTF_8));
            whole.commit();
        }
    }

    /**
     * Reads the file of a directory.
     *
     * @throws IllegalArgumentException if there is none, or it is another file
     */
    static ObjectNode read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            if (JSON.readTree(Files.readString(file)) instanceof ObjectNode node
                    && node.hasNonNull("claim")
                    && node.path("variants").isArray()) {
                return node;
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(directory + " holds no experiment that is done: it has no " + FILE, e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not a JSON file: it is damaged, or not ours", e);
        }
        throw new IllegalArgumentException(file + " doesn't say what was claimed and measured");
    }
}
