package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which shards are finished, as a table that a killed pack is gone on from: a line of what was packed, one of how, and one
 * for each shard with its name, the first of its images in the source, the one behind its last, and its images and bytes.
 */
final class PackLog {
    private static final String HEAD = "shard\tfrom\tto\timages\tbytes";

    private final Path file;
    private final String beginning;
    private final List<Shard> shards = new ArrayList<>();

    /** A finished shard, with the part of the source that it covers. */
    record Shard(String name, int from, int to, int images, long bytes) {}

    private PackLog(Path file, ImageSource source, PackConfig config) {
        this.file = file;
        this.beginning = "# source " + source.fingerprint() + "\n# " + config.described() + "\n" + HEAD + "\n";
    }

    /** Starts a table. */
    static PackLog create(Path file, ImageSource source, PackConfig config) throws IOException {
        PackLog log = new PackLog(file, source, config);
        log.write();
        return log;
    }

    /**
     * Reads a table, up to the first shard that is not there any more.
     *
     * @throws SourceException where other images were packed, or in another way
     */
    static PackLog read(Path file, ImageSource source, PackConfig config, PackTarget target) throws IOException {
        PackLog log = new PackLog(file, source, config);
        List<String> lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
        List<String> wanted = log.beginning.lines().toList();
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= lines.size() || !lines.get(i).equals(wanted.get(i))) {
                throw new SourceException("can't go on with " + target + ": it was packed "
                        + (i == 0 ? "from other images than " + source.describe() : "in another way")
                        + " (" + file + ")");
            }
        }
        for (String line : lines.subList(wanted.size(), lines.size())) {
            Shard shard = shard(line);
            if (shard == null || !isThere(target, log.shards.size(), shard)) {
                break;
            }
            log.shards.add(shard);
        }
        log.write();
        return log;
    }

    private static @Nullable Shard shard(String line) {
        String[] parts = line.split("\t", -1);
        try {
            return parts.length == 5
                    ? new Shard(
                            parts[0],
                            Integer.parseInt(parts[1]),
                            Integer.parseInt(parts[2]),
                            Integer.parseInt(parts[3]),
                            Long.parseLong(parts[4]))
                    : null; // killed while it was written
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isThere(PackTarget target, int number, Shard shard) throws IOException {
        Path path = target.shard(number);
        return shard.name.equals(target.name(number)) && Files.isRegularFile(path) && Files.size(path) == shard.bytes;
    }

    List<Shard> shards() {
        return shards;
    }

    /** The first image that is not in a finished shard. */
    int next() {
        return shards.isEmpty() ? 0 : shards.get(shards.size() - 1).to;
    }

    /** Notes a finished shard. */
    void add(Shard shard) throws IOException {
        shards.add(shard);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.APPEND)) {
            ByteBuffer line = ByteBuffer.wrap(line(shard).getBytes(UTF_8));
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(true);
        }
    }

    /** Without a shard there is nothing to go on from: the next pack may be of other images, or in another way. */
    void deleteIfEmpty() throws IOException {
        if (shards.isEmpty()) {
            Files.deleteIfExists(file);
        }
    }

    private static String line(Shard shard) {
        return String.join(
                        "\t",
                        shard.name,
                        Integer.toString(shard.from),
                        Integer.toString(shard.to),
                        Integer.toString(shard.images),
                        Long.toString(shard.bytes))
                + "\n";
    }

    private void write() throws IOException {
        try (AtomicFile whole = AtomicFile.create(file)) {
            StringBuilder text = new StringBuilder(beginning);
            shards.forEach(shard -> text.append(line(shard)));
            whole.stream().write(text.toString().getBytes(UTF_8));
            whole.commit();
        }
    }
}
