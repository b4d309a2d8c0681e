package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.image.NpyHeader;
import dev.selfsame.image.UnreadableImageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's format, [N, D] of 32 or 64 bits, and the names beside it. Read in blocks and not through a map: Java lets go of
 * a map when it likes, and ends the process where a mapped file becomes shorter.
 */
final class NpyRows implements EmbeddingRows {
    private static final int HEAD = (1 << 16) + 12;
    private static final int BLOCK = 1 << 18;
    private static final int MOST_DIMENSIONS = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final @Nullable BufferedReader names;
    private final NpyHeader header;
    private final int size;
    private final int dimension;
    private final @Nullable String model;
    private final ByteBuffer block;
    private int row = -1;

    private NpyRows(Path file, FileChannel channel, @Nullable BufferedReader names, NpyHeader header)
            throws IOException {
        this.file = file;
        this.model = ModelBeside.read(file);
        this.channel = channel;
        this.names = names;
        this.header = header;
        this.size = header.shape().get(0);
        this.dimension = header.shape().get(1);
        int bytes = Math.multiplyExact(dimension, header.type().bytes());
        this.block = ByteBuffer.allocate(Math.max(1, BLOCK / bytes) * bytes)
                .order(header.order())
                .limit(0);
        channel.position(header.start());
    }

    static NpyRows open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        BufferedReader names = null;
        try {
            NpyHeader header = header(file, channel);
            Path beside = NpyWriter.namesOf(file);
            if (Files.exists(beside)) {
                requireNames(file, beside, header.shape().get(0));
                names = Files.newBufferedReader(beside);
            }
            return new NpyRows(file, channel, names, header);
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (names != null) {
                names.close();
            }
            throw e;
        }
    }

    private static NpyHeader header(Path file, FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD, channel.size()));
        readFully(file, channel, head);
        NpyHeader header;
        try {
            header = NpyHeader.read(head.array(), channel.size());
        } catch (UnreadableImageException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e);
        }
        if (header.type() != NpyHeader.Type.FLOAT32 && header.type() != NpyHeader.Type.FLOAT64) {
            throw new ModelFileException(file + " has numbers of type " + header.type() + ", not float32 or float64");
        }
        if (header.shape().size() != 2
                || header.shape().get(1) < 1
                || header.shape().get(1) > MOST_DIMENSIONS) {
            throw new ModelFileException(
                    file + " has an array of shape " + header.shape() + ", not [rows, dimensions]");
        }
        if (header.columnsFirst() && header.shape().get(0) > 1 && header.shape().get(1) > 1) {
            throw new ModelFileException(file + " has its columns one after the other (fortran_order), not its rows");
        }
        return header;
    }

    private static void requireNames(Path file, Path beside, int rows) throws IOException {
        long lines;
        try (Stream<String> all = Files.lines(beside)) {
            lines = all.count();
        } catch (java.io.UncheckedIOException e) {
            throw new ModelFileException(beside + " is not UTF-8", e);
        }
        if (lines != rows) {
            throw new ModelFileException(
                    beside + " names " + lines + " rows, " + file + " has " + rows + ": they don't belong together");
        }
    }

    private static void readFully(Path file, FileChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new ModelFileException(file + " has become shorter while it was read");
            }
        }
        into.flip();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public @Nullable String model() {
        return model;
    }

    @Override
    public Row next() throws IOException {
        row++;
        String name = names == null ? Integer.toString(row) : line(names);
        if (!block.hasRemaining()) {
            long left = (long) (size - row) * dimension * header.type().bytes();
            block.clear().limit((int) Math.min(block.capacity(), left));
            readFully(file, channel, block);
        }
        float[] embedding = new float[dimension];
        int bytes = header.type().bytes();
        int from = block.position();
        for (int i = 0; i < dimension; i++) {
            embedding[i] = header.type().read(block, from + i * bytes);
        }
        block.position(from + dimension * bytes);
        return new Row(name, null, embedding);
    }

    private String line(BufferedReader from) throws IOException {
        try {
            String line = from.readLine();
            if (line != null) {
                return line;
            }
        } catch (CharacterCodingException e) {
            throw new ModelFileException(NpyWriter.namesOf(file) + " is not " + UTF_8, e);
        }
        throw new ModelFileException(NpyWriter.namesOf(file) + " has become shorter while it was read");
    }

    @Override
    public void close() throws IOException {
        try (channel;
                BufferedReader closing = names) {
            // both, even if one fails
        }
    }
}
