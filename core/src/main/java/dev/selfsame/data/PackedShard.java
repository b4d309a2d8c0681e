package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A shard that is being written: beside its place, and read back before it gets its name. */
final class PackedShard implements AutoCloseable {
    private static final int END = 1024;

    private final Path path;
    private final AtomicFile file;
    private final BufferedOutputStream out;
    private final TarWriter tar;
    private final Set<String> keys = new HashSet<>();
    private final CRC32 written = new CRC32();
    private int members;
    private int images;
    private long bytes = END;

    PackedShard(Path path) throws IOException {
        this.path = path;
        this.file = AtomicFile.create(path);
        this.out = new BufferedOutputStream(file.stream(), 1 << 16);
        this.tar = new TarWriter(out);
    }

    int images() {
        return images;
    }

    /** The file's bytes, were it ended now. */
    long bytes() {
        return bytes;
    }

    /** The file's bytes, were it ended after this image. */
    long bytesWith(PackedImage image, @Nullable String label, int number) {
        String key = key(image, number);
        long more = TarWriter.bytes(key + "." + image.name().suffix(), image.bytes().length);
        return bytes + more + (label == null ? 0 : TarWriter.bytes(key + ".cls", label.getBytes(UTF_8).length));
    }

    /**
     * Adds an image.
     *
     * @param number its place in its source
     */
    void add(PackedImage image, @Nullable String label, int number) throws IOException {
        bytes = bytesWith(image, label, number);
        String key = key(image, number);
        keys.add(key);
        add(key + "." + image.name().suffix(), image.bytes());
        if (label != null) {
            add(key + ".cls", label.getBytes(UTF_8));
        }
        images++;
    }

    private String key(PackedImage image, int number) {
        PackedName name = image.name();
        if (!keys.contains(name.key())) {
            return name.key();
        }
        return keys.contains(name.longKey()) ? name.longKey() + "%23" + number : name.longKey();
    }

    private void add(String name, byte[] content) throws IOException {
        tar.add(name, content);
        members++;
        written.update(MemberName.of(name).path().getBytes(UTF_8));
        written.update(content);
    }

    /** Ends the shard, compares what can be read of it with what was written, and gives it its name. */
    void commit() throws IOException {
        tar.end();
        out.flush();
        FileChannel channel = file.channel();
        channel.force(true);
        CRC32 read = new CRC32();
        int found = 0;
        try (TarMembers back = new TarMembers(unclosed(channel), channel.size())) {
            while (back.next()) {
                read.update(back.name().path().getBytes(UTF_8));
                read.update(back.content().readAllBytes());
                found++;
            }
            if (back.damage() != null
                    || found != members
                    || read.getValue() != written.getValue()
                    || channel.size() != bytes) {
                throw new IOException(path + " differs from what was written when it is read back: " + found + " of "
                        + members + " files, " + channel.size() + " of " + bytes + " bytes");
            }
        }
        file.commit();
    }

    private static FilterInputStream unclosed(FileChannel channel) throws IOException {
        return new FilterInputStream(new BufferedInputStream(Channels.newInputStream(channel.position(0)))) {
            @Override
            public void close() {}
        };
    }

    /** Removes the shard, unless it is whole. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
