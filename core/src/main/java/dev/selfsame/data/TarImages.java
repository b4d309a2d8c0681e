package dev.selfsame.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images in tar archives, one or a list of shards, in the archives' order; compressed ones (gzip, bzip2, lz4) too. An
 * image is a member with an image's suffix; hidden ones, links and sparse members are left out.
 *
 * <p>Shards as WebDataset writes them carry labels: a {@code .cls} beside an image, with the same key, holds its label, a
 * number or a text. Where there is none in all the shards, the label is the first folder of the member's path. What else
 * a sample holds is left out.
 *
 * <p>The archives are read through once, by their headers, and each image then by its place. The images of compressed
 * shards are held decompressed, those that were used last: twice 256 MiB of them, or twice the largest shard; in a quarter
 * of Java's memory, and what that has no room for in temporary files, which are gone when the process ends. An archive
 * that is cut off or damaged gives the images before; what is missing is one more image, named as the member that is cut
 * off or as the archive, which can't be read and says why.
 */
public final class TarImages implements ImageSource {
    private final String source;
    private final List<TarShard> shards;
    private final int[] starts;
    private final ArchiveIndex index;
    private final long[] unpackedBytes;
    private final long temporaryBytes;
    private final UnpackedShards unpacked;

    private TarImages(String source, List<TarShard> shards, int[] starts, ArchiveIndex index, long memory)
            throws SourceException {
        this.source = source;
        this.shards = shards;
        this.starts = starts;
        this.index = index;
        long[] sizes = new long[shards.size()];
        for (int shard = 0; shard < sizes.length; shard++) {
            if (shards.get(shard).packing() != Packing.NONE) {
                for (int i = starts[shard]; i < starts[shard + 1]; i++) {
                    sizes[shard] += index.isUnreadable(i) ? 0 : index.size(i);
                }
            }
        }
        this.unpackedBytes = sizes;
        long most = mostHeld();
        long held = Math.min(Arrays.stream(sizes).sum(), most);
        long largest = Arrays.stream(sizes)
                .max()
                .orElse(0); // lies there whole where it doesn't fit into what is left of memory
        this.temporaryBytes = held <= memory ? 0 : Math.min(held, held - memory + largest);
        TemporaryCopy.requireSpace(source, temporaryBytes, TemporaryCopy.free());
        this.unpacked = new UnpackedShards(memory, most, sizes, this::unpack);
    }

    /**
     * Lists the images of one archive.
     *
     * @throws SourceException where it can't be read, or holds no image
     */
    public static TarImages open(Path archive) throws SourceException {
        return open(archive, false);
    }

    /**
     * Lists the images of one archive.
     *
     * @param arrays whether npy arrays are images too, as for images as they are
     * @throws SourceException where it can't be read, or holds no image
     */
    static TarImages open(Path archive, boolean arrays) throws SourceException {
        return open(archive.toString(), List.of(archive), List.of(""), arrays, memory());
    }

    /**
     * Lists the images of the shards that a pattern stands for, such as {@code data/train-{000..099}.tar}. Each image is
     * named by its shard and its path in it; the shards are the blocks.
     *
     * @throws SourceException where a shard is missing or can't be read, or none holds an image
     */
    public static TarImages openShards(String pattern) throws SourceException {
        return openShards(pattern, false);
    }

    /**
     * The same.
     *
     * @param arrays whether npy arrays are images too, as for images as they are
     */
    static TarImages openShards(String pattern, boolean arrays) throws SourceException {
        ShardPattern.Found files = ShardPattern.find(pattern);
        return open(pattern, files.paths(), files.names(), arrays, memory());
    }

    private static long memory() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /** With so many bytes of Java's memory for decompressed images. */
    static TarImages open(String source, List<Path> files, List<String> names, boolean arrays, long memory)
            throws SourceException {
        TarShard[] shards = new TarShard[files.size()];
        int[] starts = new int[shards.length + 1];
        ArchiveIndex.Builder images = new ArchiveIndex.Builder(arrays);
        for (int i = 0; i < shards.length; i++) {
            String name = names.get(i);
            images.prefix(name.isEmpty() ? "" : name + "/");
            String called = name.isEmpty() ? String.valueOf(files.get(i).getFileName()) : name;
            shards[i] = TarShard.index(files.get(i), called, images);
            starts[i + 1] = images.size();
        }
        ArchiveIndex index = images.build();
        if (index.readable() == 0) {
            throw new SourceException(nothing(source, index, shards, arrays));
        }
        return new TarImages(source, List.of(shards), starts, index, memory);
    }

    private static String nothing(String source, ArchiveIndex index, TarShard[] shards, boolean arrays) {
        String damage = shards[0].damage();
        if (shards.length == 1 && damage != null) {
            return "cannot read an image of the tar archive " + source + ": it " + damage;
        }
        if (index.size() > 0) {
            return "none of the " + index.size() + " images in " + source + " can be read (the first, " + index.name(0)
                    + ": " + index.whyUnreadable(0) + ")";
        }
        return "no images in " + source + ": looked for members ending in " + ImageFiles.endings(arrays);
    }

    /** Bytes that are held of two windows of {@link BlockOrder}: readers run ahead into the next. */
    private long mostHeld() {
        return 2
                * Math.max(
                        BlockOrder.WINDOW_BYTES,
                        Arrays.stream(unpackedBytes).max().orElse(0));
    }

    @Override
    public long temporaryBytes() {
        return temporaryBytes;
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public String name(int i) {
        return index.name(i);
    }

    @Override
    public byte[] read(int i) throws IOException {
        index.check(i);
        int shard = shardOf(i);
        TarShard archive = shards.get(shard);
        return archive.packing() == Packing.NONE
                ? ImageFiles.read(archive.file(), index.place(i), index.size(i))
                : unpacked.read(shard, i - starts[shard]);
    }

    private int shardOf(int i) {
        int found = Arrays.binarySearch(starts, i);
        if (found < 0) {
            return -found - 2;
        }
        while (starts[found + 1] == i) { // shards without images
            found++;
        }
        return found;
    }

    private void unpack(int shard, UnpackedShard to) throws IOException {
        int count = starts[shard + 1] - starts[shard];
        long[] places = new long[count];
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            boolean skipped = index.isUnreadable(starts[shard] + i);
            places[i] = skipped ? (i == 0 ? 0 : places[i - 1] + sizes[i - 1]) : index.place(starts[shard] + i);
            sizes[i] = skipped ? 0 : index.size(starts[shard] + i);
        }
        TarShard archive = shards.get(shard);
        try (InputStream in = archive.packing().open(archive.file())) {
            UnpackedShards.read(in, places, sizes, to);
        } catch (RuntimeException e) { // a decompressor's, of garbage
            throw new IOException(Reason.of(e), e);
        }
    }

    @Override
    public List<String> classes() {
        return index.classes();
    }

    @Override
    public int classIndex(int i) {
        return index.classIndex(i);
    }

    @Override
    public int[] blocks() {
        return shardsWithImages().map(shard -> starts[shard]).toArray();
    }

    @Override
    public long[] blockBytes() {
        return shardsWithImages().mapToLong(shard -> unpackedBytes[shard]).toArray();
    }

    private IntStream shardsWithImages() {
        return IntStream.range(0, shards.size()).filter(shard -> starts[shard] < starts[shard + 1]);
    }

    @Override
    public ImageSource labelled() throws SourceException {
        return index.isLabelled() ? this : ImageSource.super.labelled();
    }

    @Override
    public String howToLabel() {
        return "put the images of each class into a folder of its own in the archive, or a .cls file beside each image,"
                + " as in 1.jpg and 1.cls";
    }

    @Override
    public String describe() {
        String what = shards.size() == 1 ? "the tar archive " + source : shards.size() + " tar shards " + source;
        return index.describe(what) + damages();
    }

    private String damages() {
        List<TarShard> damaged =
                shards.stream().filter(shard -> shard.damage() != null).toList();
        if (damaged.isEmpty()) {
            return "";
        }
        TarShard first = damaged.get(0);
        return "; " + (damaged.size() == 1 ? "" : damaged.size() + " are damaged: ") + first.name() + " "
                + first.damage();
    }

    @Override
    public String fingerprint() {
        return index.fingerprint();
    }

    @Override
    public String toString() {
        return "TarImages[" + source + ", " + size() + " images]";
    }
}
