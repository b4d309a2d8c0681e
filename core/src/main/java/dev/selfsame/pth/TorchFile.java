package dev.selfsame.pth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The tensors in a file that {@code torch.save} wrote, in either format, without running what is in it: state dicts,
 * checkpoints that hold one beside other things, Lightning's {@code .ckpt}. Opening reads the names, shapes and places;
 * each tensor is read when it is asked for. Any number of threads may read at once.
 *
 * <pre>{@code
 * try (TorchFile file = TorchFile.open(Path.of("resnet50.pth"));
 *         Tensor weight = file.read("conv1.weight")) { … }
 * }</pre>
 */
public final class TorchFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final Records records;
    private final Map<String, StoredTensor> tensors;

    private TorchFile(Path path, FileChannel channel, Records records, Map<String, StoredTensor> tensors) {
        this.path = path;
        this.channel = channel;
        this.records = records;
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /**
     * Opens a file.
     *
     * @throws TorchFileException if {@code torch.save} did not write it, it is damaged, or names a class that is not
     *     known to be harmless
     * @throws IOException if it can't be read
     */
    public static TorchFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            Records records = records(path, channel);
            return new TorchFile(path, channel, records, NamedTensors.in(records.root()));
        } catch (Refusal e) {
            channel.close();
            throw refused(path, e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Records records(Path path, FileChannel channel) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(512);
        for (int read = 0; first.hasRemaining() && read >= 0; ) {
            read = channel.read(first, first.position());
        }
        String start = ISO_8859_1.decode(first.flip()).toString();
        if (start.startsWith("PK")) {
            return ZipFormat.read(path, channel);
        }
        if (start.startsWith("\u0080")) { // PROTO, with which every pickle of torch.save begins
            return StreamFormat.read(channel);
        }
        throw new Refusal(
                start.isEmpty()
                        ? "it is empty"
                        : start.startsWith("version https://git-lfs")
                                ? "it is a pointer of Git LFS, not the file itself: fetch it by git lfs pull"
                                : start.startsWith("ustar", 257)
                                        ? "it is a tar archive, PyTorch's format until early 2017: load and save it anew in Python"
                                        : "torch.save did not write it");
    }

    /** The names of the tensors, in the order of the file: the keys of the dictionaries on the way, joined by dots. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /** The shape of a tensor. */
    public long[] shape(String name) {
        return sides(tensor(name));
    }

    /** The type of a tensor's values as PyTorch calls it, such as {@code float32}. */
    public String type(String name) {
        return tensor(name).type().toString();
    }

    /**
     * Reads one tensor, in row-major order whatever its strides are in the file; the caller owns it.
     *
     * @throws IllegalArgumentException if the file has none of this name
     * @throws TorchFileException if it is of a type that has no counterpart here, or shows more values than the file has
     */
    public Tensor read(String name) throws IOException {
        StoredTensor tensor = tensor(name);
        try {
            return read(name, tensor);
        } catch (Refusal e) {
            throw refused(path, e);
        } catch (EOFException e) {
            throw refused(path, new Refusal("it ended while it was read"));
        }
    }

    private Tensor read(String name, StoredTensor tensor) throws IOException {
        DType dtype = tensor.type().dtype;
        if (dtype == null) {
            throw new Refusal("its tensor " + name + " is of type " + tensor.type() + ", which is not read here");
        }
        if (tensor.count() > channel.size() / dtype.bytes()) {
            throw new Refusal("its tensor " + name + " of the sides " + tensor.shape()
                    + " shows more values than the file" + " has");
        }
        long begin = records.begin(tensor) + tensor.offset() * dtype.bytes();
        if (tensor.count() == 0 || tensor.isContiguous()) {
            return TensorBytes.read(channel, begin, dtype, sides(tensor));
        }
        long[] strides = tensor.strides().stream().mapToLong(Long::longValue).toArray();
        try (Tensor flat = TensorBytes.read(channel, begin, dtype, tensor.span());
                Tensor view = Indexing.strided(flat, sides(tensor), strides)) {
            return view.contiguous();
        }
    }

    private StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(path + " has no tensor " + name);
        }
        return tensor;
    }

    private static long[] sides(StoredTensor tensor) {
        return tensor.shape().stream().mapToLong(Long::longValue).toArray();
    }

    private static TorchFileException refused(Path path, Refusal refusal) {
        return new TorchFileException(path + " is not read: " + refusal.why, refusal);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return "TorchFile[" + path + ", " + names().size() + " tensors]";
    }
}
