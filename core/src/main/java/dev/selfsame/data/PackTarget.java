package dev.selfsame.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where shards are written: a folder, as {@code shard-000000.tar} and on; or a pattern with the shard's number, such as
 * {@code out/train-%04d.tar}. Beside them lie {@code pack.tsv} and {@code skipped.tsv}; with a pattern, {@code
 * train.pack.tsv} and {@code train.skipped.tsv}.
 */
public final class PackTarget {
    private static final Pattern NUMBER = Pattern.compile("%(?:0([1-9]))?d");
    private static final String DEFAULT = "shard-%06d.tar";

    private final Path folder;
    private final String before;
    private final int width;
    private final String after;
    private final String prefix;

    private PackTarget(Path folder, String name, String prefix) {
        Matcher number = NUMBER.matcher(name);
        if (!number.find() || NUMBER.matcher(name.substring(number.end())).find()) {
            throw new IllegalArgumentException(
                    "a pattern of shards has the shard's number once, such as train-%06d.tar, got " + name);
        }
        this.folder = folder;
        this.before = name.substring(0, number.start());
        this.width = number.group(1) == null ? 1 : Integer.parseInt(number.group(1));
        this.after = name.substring(number.end());
        this.prefix = prefix;
    }

    /**
     * A target.
     *
     * @param out a folder, or a pattern of files that ends in {@code .tar}
     * @throws IllegalArgumentException where a pattern has no number, or more than one
     */
    public static PackTarget of(Path out) {
        Path last = out.getFileName();
        String name = last == null ? "" : last.toString();
        if (!name.endsWith(".tar") || Files.isDirectory(out)) {
            return new PackTarget(out, DEFAULT, "");
        }
        String stem = NUMBER.matcher(name.substring(0, name.length() - 4))
                .replaceAll("")
                .replaceAll("[-_.]+$", "");
        return new PackTarget(out.resolveSibling(""), name, stem.isEmpty() ? "" : stem + ".");
    }

    /** The file of a shard. */
    public Path shard(int number) {
        return folder.resolve(name(number));
    }

    /** What is written of each finished shard. */
    public Path log() {
        return folder.resolve(prefix + "pack.tsv");
    }

    /** The images that could not be read. */
    public Path skipped() {
        return folder.resolve(prefix + "skipped.tsv");
    }

    /** The SOURCE that so many shards are. */
    public String source(int shards) {
        if (shards == 1) {
            return shard(0).toString();
        }
        int wider = (int) Math.pow(10, width); // the first number with more digits than the pattern
        String numbers = width == 1 || shards <= wider
                ? range(0, shards - 1)
                : "{" + range(0, wider - 1) + "," + range(wider, shards - 1) + "}";
        return folder.resolve(before + numbers + after).toString();
    }

    private String range(int first, int last) {
        return "{" + digits(first) + ".." + digits(last) + "}";
    }

    String name(int number) {
        return before + digits(number) + after;
    }

    private String digits(int number) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }

    @Override
    public String toString() {
        return folder.resolve(before + "%0" + width + "d" + after).toString();
    }
}
