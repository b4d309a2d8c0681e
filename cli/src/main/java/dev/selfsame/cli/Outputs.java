package dev.selfsame.cli;

import dev.selfsame.data.AbsolutePath;
import dev.selfsame.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What a command is to write, looked at before the work begins: it must not take the place of what is read. */
final class Outputs {
    /** Where the file of a source or of weights may end: {@code FILE#key=PREFIX#heads=N}, {@code FILE:PART}. */
    private static final Pattern END = Pattern.compile("[#:]");

    private Outputs() {}

    /**
     * Refuses a command line by which an output would be written over an input, or over another output.
     *
     * @param inputs files, sources as the command line takes them, or run directories
     */
    static void requireApart(CommandLine command, List<Path> outputs, List<String> inputs) throws IOException {
        for (int i = 0; i < outputs.size(); i++) {
            Path output = outputs.get(i);
            for (Path other : outputs.subList(0, i)) {
                if (same(output, other)) {
                    throw new ParameterException(command, output + " would be written twice: name two files");
                }
            }
            for (String input : inputs) {
                for (Path file : files(input)) {
                    if (Files.exists(file) && same(output, file)) {
                        throw new ParameterException(
                                command, output + " is read here, and would be written over: name another file");
                    }
                }
            }
        }
    }

    /** Fails where one of the files can't be written. */
    static void requireWritable(List<Path> outputs) throws IOException {
        for (Path output : outputs) {
            AtomicFile.requireWritable(output);
        }
    }

    /** Which files an input may be: the whole, or what stands before a part of it; of a run its encoder. */
    private static List<Path> files(String input) {
        List<Path> files = new ArrayList<>();
        add(input, files);
        END.matcher(input).results().forEach(end -> add(input.substring(0, end.start()), files));
        return files;
    }

    private static void add(String name, List<Path> files) {
        try {
            Path path = Path.of(name);
            files.add(path);
            files.add(path.resolve("encoder.safetensors"));
        } catch (InvalidPathException e) {
            return; // such as a pattern on Windows: it names no file
        }
    }

    private static boolean same(Path a, Path b) throws IOException {
        return (Files.exists(a) && Files.exists(b))
                ? Files.isSameFile(a, b)
                : AbsolutePath.of(a).equals(AbsolutePath.of(b));
    }
}
