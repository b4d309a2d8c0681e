package dev.selfsame.pth;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of {@code torch.save} before PyTorch 1.6: five pickles one after the other (a magic number, the version of
 * the format, the machine, what was saved, the keys of the storages), then for each storage its number of values in 8
 * bytes and the values.
 */
final class StreamFormat {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;

    private StreamFormat() {}

    static Records read(FileChannel file) throws IOException {
        FileSection section = new FileSection(file, 0, Math.min(file.size(), Records.MOST_PICKLE_BYTES));
        Pickle pickle = new Pickle(section);
        if (!MAGIC.equals(pickle.next())) {
            throw new Refusal("it is a pickle, but not one of torch.save");
        }
        if (!(pickle.next() instanceof Number version) || version.longValue() != VERSION) {
            throw new Refusal("it has a version of PyTorch's older format that is not known");
        }
        if (!(pickle.next() instanceof Map<?, ?> machine) || !Boolean.TRUE.equals(machine.get("little_endian"))) {
            throw new Refusal(
                    "its values are big-endian; it was written on a machine of another kind, and is not read here");
        }
        Object root = pickle.next();
        if (!(pickle.next() instanceof List<?> keys)) {
            throw new Refusal("it is damaged: it does not say which storages follow");
        }
        return new Records(root, extents(file, section.position(), keys, pickle.storages()));
    }

    private static Map<String, Records.Extent> extents(
            FileChannel file, long begin, List<?> keys, Map<String, ValueType> types) throws IOException {
        Map<String, Records.Extent> extents = new HashMap<>();
        long at = begin;
        for (Object key : keys) {
            String name = key instanceof String || key instanceof Number ? key.toString() : "";
            ValueType type = types.get(name);
            if (type == null) {
                throw new Refusal("it is damaged: nothing in it says what its storage " + name + " is");
            }
            long count = count(file, at);
            at += Long.BYTES;
            if (count < 0 || count > (file.size() - at) / type.bytes) {
                throw new Refusal("it is cut off: its storage " + name + " would have " + count + " values of "
                        + type.bytes + " bytes, and " + Math.max(0, file.size() - at) + " bytes are left");
            }
            extents.put(name, new Records.Extent(at, count * type.bytes));
            at += count * type.bytes;
        }
        return extents;
    }

    private static long count(FileChannel file, long at) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new Refusal("it is cut off before its storages end");
            }
        }
        return bytes.getLong(0);
    }
}
