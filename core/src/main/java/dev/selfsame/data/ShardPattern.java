package dev.selfsame.data;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the shards that a pattern stands for. Braces are expanded first ({@link Braces}), and each file they name has to
 * be there; then {@code *}, {@code ?} and {@code [a-z]} match what there is, part by part of the path, in UTF-8 byte
 * order. A folder or file that is there by the very name of a part is meant before those that the part would match.
 */
final class ShardPattern {
    private static final int MOST_NAMED = 5;

    private ShardPattern() {}

    /**
     * The shards.
     *
     * @param paths the files, at least one
     * @param names what each is called: its path below the folder that all have in common
     */
    record Found(List<Path> paths, List<String> names) {}

    /** Whether a source is a pattern. */
    static boolean isPattern(String source) {
        return Braces.in(source) || hasWildcard(source);
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** The shards of a pattern, in its order. */
    static Found find(String pattern) throws SourceException {
        int base = folderBeforePattern(pattern);
        Path folder = path(pattern.substring(0, base), pattern);
        List<String> names = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> words = Braces.expand(pattern.substring(base));
        for (String word : words) {
            List<String> found = matches(folder, word);
            names.addAll(found);
            if (found.isEmpty()) {
                missing.add(word);
            }
        }
        if (!missing.isEmpty()) {
            throw new SourceException(missing(pattern, missing, words.size()));
        }
        if (Set.copyOf(names).size() < names.size()) {
            throw new SourceException(pattern + " names the shard " + twice(names) + " more than once");
        }
        return new Found(names.stream().map(folder::resolve).toList(), names);
    }

    private static int folderBeforePattern(String pattern) {
        int end = 0;
        for (int slash = pattern.indexOf('/'); slash >= 0; slash = pattern.indexOf('/', end)) {
            String part = pattern.substring(end, slash);
            if ((part.indexOf('{') >= 0 || hasWildcard(part)) && !isThere(pattern.substring(0, slash))) {
                return end;
            }
            end = slash + 1;
        }
        return end;
    }

    /** Whether a source is a path, of a file or folder that is there. */
    static boolean isThere(String source) {
        return isThere(Path.of(""), source);
    }

    private static boolean isThere(Path folder, String name) {
        try {
            return Files.exists(folder.resolve(name));
        } catch (InvalidPathException e) {
            return false; // Windows has no files with such names
        }
    }

    private static Path path(String text, String pattern) throws SourceException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new SourceException("not a path: " + pattern + ": " + e.getReason(), e);
        }
    }

    private static String missing(String pattern, List<String> missing, int all) {
        if (all == 1) {
            return "no such file: " + pattern;
        }
        String some = missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return missing.size() + " of the " + all + " shards of " + pattern
                + (missing.size() == 1 ? " is" : " are") + " missing: " + some
                + (missing.size() > MOST_NAMED ? ", … " + missing.get(missing.size() - 1) : "");
    }

    private static String twice(List<String> names) {
        return names.stream()
                .filter(name -> names.indexOf(name) < names.lastIndexOf(name))
                .findFirst()
                .orElse("");
    }

    /** The files of a name without braces, relative to the folder. */
    private static List<String> matches(Path folder, String word) throws SourceException {
        List<String> found = List.of(word.startsWith("/") ? "/" : "");
        for (String part : word.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            List<String> longer = new ArrayList<>();
            for (String before : found) {
                String start = before.isEmpty() || before.endsWith("/") ? before : before + "/";
                if (isThere(folder, start + part)) {
                    longer.add(start + part);
                } else if (hasWildcard(part)) {
                    matching(folder, before, part).forEach(name -> longer.add(start + name));
                }
            }
            found = longer;
        }
        return found;
    }

    private static List<String> matching(Path folder, String below, String part) throws SourceException {
        Path within = folder.resolve(below);
        TreeMap<String, String> sorted = new TreeMap<>(FileNames.UTF8_ORDER);
        if (!Files.isDirectory(within.toString().isEmpty() ? Path.of(".") : within)) {
            return List.of();
        }
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(within, part.replaceAll("[\\\\{}]", "\\\\$0"))) {
            for (Path entry : listing) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") || part.startsWith(".")) {
                    sorted.put(name, name);
                }
            }
        } catch (IOException | DirectoryIteratorException | IllegalArgumentException e) {
            throw new SourceException("cannot list the folder " + within + ": " + Reason.of(e), e);
        }
        return List.copyOf(sorted.keySet());
    }
}
