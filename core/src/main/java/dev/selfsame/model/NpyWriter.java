package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.data.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** NumPy's format, version 1.0 (numpy.lib.format), and a text file with the names beside it. */
final class NpyWriter implements EmbeddingWriter {
    private static final int HEADER_BYTES = 128;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private final int dimension;
    private final AtomicFile file;
    private final AtomicFile namesFile;
    private final OutputStream out;
    private final OutputStream names;
    private final ByteBuffer row;
    private final Path path;
    private final @Nullable String model;
    private long rows;

    NpyWriter(Path path, int dimension, @Nullable String model) throws IOException {
        this.dimension = dimension;
        this.path = path;
        this.model = model;
        this.row = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        this.file = AtomicFile.create(path);
        try {
            this.namesFile = AtomicFile.create(namesOf(path));
        } catch (IOException e) {
            file.close();
            throw e;
        }
        this.out = new BufferedOutputStream(file.stream(), 1 << 16);
        this.names = new BufferedOutputStream(namesFile.stream(), 1 << 16);
        file.channel().position(HEADER_BYTES);
    }

    /** {@code FILE.paths.txt} for {@code FILE.npy}. */
    static Path namesOf(Path path) {
        String name = String.valueOf(path.getFileName());
        return path.resolveSibling(name.substring(0, name.length() - ".npy".length()) + ".paths.txt");
    }

    @Override
    public void write(String name, @Nullable String label, float[] embedding) throws IOException {
        EmbeddingWriter.requireDimension(dimension, embedding);
        row.clear().asFloatBuffer().put(embedding);
        out.write(row.array());
        names.write((EmbeddingWriter.inOneLine(name) + "\n").getBytes(UTF_8));
        rows++;
    }

    @Override
    public void commit() throws IOException {
        out.flush();
        names.flush();
        file.channel().position(0);
        file.stream().write(header().array());
        ModelBeside.remove(path);
        namesFile.commit();
        file.commit();
        ModelBeside.write(path, model);
    }

    private ByteBuffer header() {
        String shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + dimension + "), }";
        int length = HEADER_BYTES - MAGIC.length - Short.BYTES;
        String padded = shape + " ".repeat(length - 1 - shape.length()) + "\n";
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) length)
                .put(padded.getBytes(UTF_8))
                .flip();
    }

    @Override
    public void close() throws IOException {
        try (file;
                namesFile) {
            // both, even if one fails
        }
    }
}
