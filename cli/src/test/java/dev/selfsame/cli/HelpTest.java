package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.method.Methods;
import dev.selfsame.model.Version;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    /** Options that say what they need instead, and one that may be repeated. */
    private static final Set<String> NO_DEFAULT = Set.of(
            "--method", "--set", "--probe-train", "--probe-test", "--run", "--model", "--embeddings", "--compare");

    static Stream<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(Main.commandLine(), List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine command, List<String> words, List<List<String>> into) {
        into.add(words);
        command.getSubcommands().forEach((name, below) -> {
            List<String> longer = new ArrayList<>(words);
            longer.add(name);
            collect(below, longer, into);
        });
    }

    private static CommandLine find(List<String> words) {
        CommandLine command = Main.commandLine();
        for (String word : words) {
            command = command.getSubcommands().get(word);
        }
        return command;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandPrintsItsOptions(List<String> words) {
        Selfsame help = Selfsame.run(words, "--help").done();
        assertEquals("", help.err());
        assertTrue(help.out().startsWith("Usage: selfsame " + String.join(" ", words)), help.out());
        for (OptionSpec option : find(words).getCommandSpec().options()) {
            assertTrue(help.out().contains(option.longestName()), option.longestName());
        }
        assertFalse(help.out().contains("${"), help.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionHasADescriptionAndSaysItsDefault(List<String> words) {
        for (OptionSpec option : find(words).getCommandSpec().options()) {
            String about = String.join(" ", option.description());
            assertFalse(about.isBlank(), option.longestName());
            boolean takesValue = option.arity().max() > 0;
            if (takesValue && !option.required() && !NO_DEFAULT.contains(option.longestName())) {
                assertTrue(about.contains("Default: "), words + " " + option.longestName() + ": " + about);
            }
        }
    }

    /** Where the run decides, the default is a word of the description, and has to be the run's. */
    @ParameterizedTest
    @CsvSource({
        "--seed, seed",
        "--background, decode.background",
        "--max-pixels, decode.max-pixels",
        "--decode, decode.extent",
        "--sampler, sampler.kind",
        "--sampler-factor, sampler.factor",
        "--cache, cache",
        "--precision, precision",
        "--workers, workers",
        "--threads, threads"
    })
    void aDefaultOfTrainIsThatOfTheConfiguration(String option, String key) {
        String about = String.join(
                " ", find(List.of("train")).getCommandSpec().findOption(option).description());
        String said = about.substring(about.lastIndexOf("Default: ") + "Default: ".length());
        Configuration usual = new Configuration(Methods.recipe("byol", "cifar10"), RunSettings.DEFAULT);
        assertEquals(usual, usual.with(List.of(key + "=" + said)), option + ": " + about);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatDoesSomethingHasAnExample(List<String> words) {
        boolean isLeaf = find(words).getSubcommands().isEmpty();
        String footer =
                String.join("", find(words).getCommandSpec().usageMessage().footer());
        boolean needsNone = words.contains("list");
        if (isLeaf && !needsNone) {
            assertTrue(footer.contains("Example: selfsame " + String.join(" ", words)), words + footer);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whoeverTakesImagesNamesTheDemos(List<String> words) {
        String help = Selfsame.run(words, "--help").out();
        if (help.contains("SOURCE")) {
            assertTrue(help.contains("demo:test"), help);
        }
    }

    @Test
    void aCommandThatNeedsAnotherNamesThem() {
        assertTrue(Selfsame.run("list", "--help")
                .out()
                .startsWith("Usage: selfsame list [-hV] [--debug] (backbones|claims|losses|methods|recipes)"));
        assertTrue(
                Selfsame.run("evaluate", "--help")
                        .out()
                        .replaceAll("\\s+", " ")
                        .startsWith(
                                "Usage: selfsame evaluate [-hV] [--debug] (knn | linear | logistic | finetune | few-shot | retrieval | collapse)"));
    }

    @Test
    void aRunThatGoesOnNeedsNoMethod() {
        String help = Selfsame.run("train", "--help").out().replaceAll("\\s+", " ");
        assertTrue(help.contains("Needed unless --recipe is a file, or train --resume goes on with a run."), help);
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        Selfsame help = Selfsame.run().done();
        for (String name : List.of(
                "train", "evaluate", "embed", "index", "search", "export", "views", "report", "list", "doctor")) {
            assertTrue(help.out().contains("\n  " + name), help.out());
        }
    }

    @Test
    void versionIsTheLibrarys() {
        assertEquals(
                "selfsame " + Version.current(),
                Selfsame.run("--version").done().out().strip());
        assertEquals(
                Selfsame.run("--version").out(),
                Selfsame.run("train", "--version").out());
    }

    @Test
    void helpHasNoColourWhereNobodyLooks() {
        assertFalse(Selfsame.run("train", "--help").out().contains("\033"));
    }
}
