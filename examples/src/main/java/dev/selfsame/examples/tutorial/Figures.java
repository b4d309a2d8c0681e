package dev.selfsame.examples.tutorial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the tutorial's figures; {@code examples/figures} runs it. */
public final class Figures {
    /** A program that draws into the folder that it is given. */
    @FunctionalInterface
    interface Program {
        void draw(String[] arguments) throws Exception;
    }

    private Figures() {}

    /** Every program by its name, in the order of the chapters. */
    static Map<String, Program> programs() {
        Map<String, Program> all = new LinkedHashMap<>();
        all.put("PositivePairs", PositivePairs::main);
        all.put("Negatives", Negatives::main);
        all.put("Temperature", Temperature::main);
        all.put("Similarities", Similarities::main);
        all.put("Following", Following::main);
        all.put("BatchNormSpreads", BatchNormSpreads::main);
        all.put("Collapsing", Collapsing::main);
        all.put("Correlations", Correlations::main);
        all.put("Redundancy", Redundancy::main);
        all.put("Worth", Worth::main);
        return all;
    }

    /** Takes the folder of the figures, and the programs to run, where not all. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Map<String, Program> programs = programs();
        List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
        for (String name : wanted.isEmpty() ? programs.keySet() : wanted) {
            Program program = programs.get(name);
            if (program == null) {
                System.err.println("no program " + name + "; there are " + String.join(", ", programs.keySet()));
                System.exit(2);
                return;
            }
            long since = System.nanoTime();
            program.draw(new String[] {folder.toString()});
            System.out.printf("%s: %.1f s%n", name, (System.nanoTime() - since) / 1e9);
        }
    }
}
