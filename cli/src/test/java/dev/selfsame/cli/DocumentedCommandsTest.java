package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command line in the documents is one that the command line takes: its options exist, and their values fit. */
class DocumentedCommandsTest {
    /** In a block of code, or indented by four: a line of a shell. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\n(.*?)^```|^    [^\n]+$");

    private static final Pattern LINE = Pattern.compile("(?m)(?:^|[ ;(])(?:\\./)?selfsame +([a-z][^\n]*)");
    private static final Pattern INLINE = Pattern.compile("`(?:\\./)?selfsame +([a-z][^`]*)`");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");
    private static final Pattern END = Pattern.compile("[|;)]|&&|#.*|>.*");

    /** Something that stands for a word of one's own: it says what fits, and doesn't fit itself. */
    private static final Pattern PLACE_HOLDER =
            Pattern.compile(".*(\\b[A-Z][A-Z_]+\\b|…|\\$|\\[|\\|).*", Pattern.DOTALL);

    private static List<Path> documents() throws IOException {
        Path project = Shared.project();
        List<Path> all =
                new ArrayList<>(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
                        .map(project::resolve)
                        .toList());
        try (Stream<Path> docs = Files.walk(project.resolve("docs"))) {
            all.addAll(docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList());
        }
        return all;
    }

    @Test
    void linesToTypeAreTaken() throws IOException {
        int count = 0;
        List<String> refused = new ArrayList<>();
        for (Path document : documents()) {
            Matcher block = BLOCK.matcher(Files.readString(document));
            while (block.find()) {
                Matcher line = LINE.matcher(block.group().replace("\\\n", " "));
                while (line.find()) {
                    count++;
                    String refusal = refusal(words(line.group(1)), false);
                    if (!refusal.isEmpty()) {
                        refused.add(document.getFileName() + ": " + line.group(1) + ": " + refusal);
                    }
                }
            }
        }
        assertTrue(refused.isEmpty(), () -> String.join("\n", refused));
        assertTrue(count > 20, count + " lines");
    }

    @Test
    void commandsInTheTextAreKnown() throws IOException {
        int count = 0;
        List<String> refused = new ArrayList<>();
        for (Path document : documents()) {
            Matcher inline = INLINE.matcher(Files.readString(document));
            while (inline.find()) {
                count++;
                String refusal = refusal(words(inline.group(1)), true);
                if (!refusal.isEmpty()) {
                    refused.add(document.getFileName() + ": " + inline.group(1) + ": " + refusal);
                }
            }
        }
        assertTrue(refused.isEmpty(), () -> String.join("\n", refused));
        assertTrue(count > 5, count + " commands");
    }

    /** The words of a line up to its end or to the next command. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            boolean quoted = word.group(3) == null;
            if (!quoted && END.matcher(word.group(3)).matches()) {
                break;
            }
            words.add(quoted ? word.group().substring(1, word.group().length() - 1) : word.group(3));
        }
        return words;
    }

    /** Why the words are refused; empty where they are taken. */
    private static String refusal(List<String> words, boolean inPart) {
        try {
            Main.commandLine().parseArgs(words.toArray(new String[0]));
            return "";
        } catch (MissingParameterException e) {
            return inPart ? "" : String.valueOf(e.getMessage());
        } catch (ParameterException e) {
            String message = String.valueOf(e.getMessage());
            boolean ownWord =
                    PLACE_HOLDER.matcher(String.join(" ", words)).matches() && message.startsWith("Invalid value");
            return ownWord ? "" : message;
        }
    }
}
