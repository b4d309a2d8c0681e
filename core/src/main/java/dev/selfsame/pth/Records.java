package dev.selfsame.pth;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds.
 *
 * @param root what {@code torch.save} was given
 * @param extents where the bytes of each storage lie, by its key
 */
record Records(@Nullable Object root, Map<String, Extent> extents) {
    /** The largest pickle that is read; that of weights has some hundred bytes a tensor. */
    static final long MOST_PICKLE_BYTES = 64L << 20;

    /**
     * Where bytes lie.
     *
     * @param begin the first, counted from the start of the file
     * @param bytes how many
     */
    record Extent(long begin, long bytes) {}

    /**
     * Where the values of a tensor's storage lie.
     *
     * @throws Refusal if the file has fewer
     */
    long begin(StoredTensor tensor) throws IOException {
        StoredTensor.Storage storage = tensor.storage();
        Extent extent = extents.get(storage.key());
        if (extent == null) {
            throw new Refusal("it is damaged: it has no storage " + storage.key());
        }
        long from = storage.from() * storage.type().bytes;
        if (from < 0 || from > extent.bytes || storage.bytes() > extent.bytes - from) {
            throw new Refusal("it is damaged: its storage " + storage.key() + " has " + extent.bytes + " bytes, not "
                    + storage.bytes() + (from == 0 ? "" : " from " + from + " on"));
        }
        return extent.begin + from;
    }
}
