package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.data.DemoImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * A command run in this process.
 *
 * @param status its exit status
 * @param out what it printed to standard output
 * @param err what it printed to standard error
 */
record Selfsame(int status, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A network small enough for tests, on one thread each. */
    static final List<String> TINY = List.of(
            "--base-width",
            "8",
            "--batch-size",
            "16",
            "--epochs",
            "2",
            "--threads",
            "1",
            "--workers",
            "1",
            "--precision",
            "fp32");

    /** {@link #TINY} without the options that are given otherwise. */
    static List<String> tiny(Object... otherwise) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < TINY.size(); i += 2) {
            if (!List.of(otherwise).contains(TINY.get(i))) {
                rest.addAll(TINY.subList(i, i + 2));
            }
        }
        return rest;
    }

    /** Runs a command. */
    static Selfsame run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = command.execute(words(words).toArray(new String[0]));
        return new Selfsame(status, out.toString(), err.toString());
    }

    /** Strings of paths, lists and strings, one after the other. */
    static List<String> words(Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof List<?> several) {
                several.forEach(one -> words.add(one.toString()));
            } else {
                words.add(part.toString());
            }
        }
        return words;
    }

    /** This, if it went well. */
    Selfsame done() {
        assertEquals(0, status, err);
        return this;
    }

    /** The one JSON value on standard output; fails if there is anything else. */
    JsonNode json() throws IOException {
        assertEquals(1, out.lines().count(), out);
        return JSON.readTree(out);
    }

    /** The one line on standard error after what was chosen and how it goes; fails if there are more. */
    String complaint() {
        List<String> lines = err.lines()
                .filter(line -> line.startsWith("selfsame: ") && !line.startsWith("selfsame: chosen: "))
                .toList();
        assertEquals(1, lines.size(), err);
        return lines.get(0).substring("selfsame: ".length());
    }

    /** Writes drawn images into class folders: {@code train} and {@code test} of a folder. */
    static void drawImages(Path folder, int train, int test) throws IOException {
        write(new DemoImages(1, DemoImages.Split.TRAIN, train), folder.resolve("train"));
        write(new DemoImages(1, DemoImages.Split.TEST, test), folder.resolve("test"));
    }

    private static void write(DemoImages images, Path folder) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            Path file = folder.resolve(images.name(i));
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, images.read(i));
        }
    }
}
