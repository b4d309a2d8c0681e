package dev.selfsame.model;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * A file of named tensors in the safetensors format, version 0: the header's length as 8 bytes (little-endian), the
 * header as JSON, the bytes of the tensors. Opening reads the header only; each tensor is read when it is asked for.
 * Files and tensors may be larger than 2 GiB. Any number of threads may read at once.
 *
 * <p>Writing is deterministic: equal tensors under equal names, with equal metadata, give equal bytes.
 */
public final class Safetensors implements AutoCloseable {
    private static final int LENGTH_BYTES = 8;
    private static final int MOST_HEADER_BYTES = 100_000_000; // the limit of the reference implementation

    private final Path path;
    private final FileChannel channel;
    private final SafetensorsHeader header;
    private final long dataStart;

    private Safetensors(Path path, FileChannel channel, SafetensorsHeader header, long dataStart) {
        this.path = path;
        this.channel = channel;
        this.header = header;
        this.dataStart = dataStart;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws ModelFileException if it is no safetensors file, is cut off, or has a tensor of a type unknown here
     * @throws IOException if it can't be read
     */
    public static Safetensors open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long size = channel.size();
            if (size < LENGTH_BYTES) {
                throw malformed(path, "it has " + size + " bytes");
            }
            ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            readFully(path, channel, length, 0);
            long headerBytes = length.getLong(0);
            if (headerBytes < 2 || headerBytes > MOST_HEADER_BYTES) {
                throw malformed(path, "its header would have " + Long.toUnsignedString(headerBytes) + " bytes");
            }
            if (headerBytes > size - LENGTH_BYTES) {
                throw malformed(
                        path,
                        "it is cut off in its header: " + headerBytes + " bytes, of which it has "
                                + (size - LENGTH_BYTES));
            }
            ByteBuffer json = ByteBuffer.allocate((int) headerBytes);
            readFully(path, channel, json, LENGTH_BYTES);
            long dataStart = LENGTH_BYTES + headerBytes;
            SafetensorsHeader header = SafetensorsHeader.parse(json.array(), size - dataStart);
            return new Safetensors(path, channel, header, dataStart);
        } catch (SafetensorsHeader.Malformed e) {
            channel.close();
            throw malformed(path, e.why);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The strings that stand beside the tensors, sorted by name. */
    public SortedMap<String, String> metadata() {
        return header.metadata();
    }

    /** The names of the tensors, in the order of the file. */
    public Set<String> names() {
        return header.entries().keySet();
    }

    /** The shape of a tensor. */
    public long[] shape(String name) {
        return entry(name).sides();
    }

    /** The type of a tensor's values. */
    public DType dtype(String name) {
        return entry(name).dtype();
    }

    /**
     * Reads one tensor; the caller owns it.
     *
     * @throws IllegalArgumentException if the file has none of this name
     */
    public Tensor read(String name) throws IOException {
        SafetensorsHeader.Entry entry = entry(name);
        try {
            return TensorBytes.read(channel, dataStart + entry.begin(), entry.dtype(), entry.sides());
        } catch (EOFException e) {
            throw malformed(path, "it ended while it was read");
        }
    }

    /** Reads every tensor, in the order of the file; the caller owns them. */
    public Map<String, Tensor> readAll() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try {
            for (String name : names()) {
                tensors.put(name, read(name));
            }
            return tensors;
        } catch (IOException | RuntimeException e) {
            tensors.values().forEach(Tensor::close);
            throw e;
        }
    }

    /**
     * Writes a file aside, forces it to the disk and renames it.
     *
     * @param tensors by name, in any order
     * @param metadata strings by name, in any order
     */
    public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        try (AtomicFile file = AtomicFile.create(path)) {
            try {
                write(file.channel(), tensors, metadata);
            } catch (IOException e) {
                throw file.named(e);
            }
            file.commit();
        }
    }

    private static void write(FileChannel channel, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        SafetensorsHeader header = SafetensorsHeader.layOut(tensors, metadata);
        byte[] json = header.toBytes();
        ByteBuffer start = ByteBuffer.allocate(LENGTH_BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(channel, start.putLong(json.length).put(json).flip());
        for (String name : header.entries().keySet()) {
            Tensor tensor = tensors.get(name);
            if (tensor != null) {
                TensorBytes.forEachChunk(tensor, bytes -> writeFully(channel, ByteBuffer.wrap(bytes)));
            }
        }
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new IllegalArgumentException(path + " has no tensor " + name);
        }
        return entry;
    }

    private static void readFully(Path path, FileChannel channel, ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw malformed(path, "it ended while it was read");
            }
            at += read;
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ModelFileException malformed(Path path, String why) {
        return new ModelFileException(path + " is not a safetensors file that can be read: " + why);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return "Safetensors[" + path + ", " + names().size() + " tensors]";
    }
}
