package dev.selfsame.data;

import dev.selfsame.parquet.ParquetColumn;
import dev.selfsame.parquet.ParquetFile;
import dev.selfsame.parquet.ParquetPages;
import dev.selfsame.parquet.ParquetValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Image files that lie in a column of Parquet files. Rows are named by their file and their number in it. A page is
 * read when one of its images is wanted, and the pages that were used last are kept; the labels are read when the
 * source is opened. A row group is a block; where it takes more than {@value #BLOCK_BYTES} bytes, it is several, of whole pages.
 */
final class ParquetImages implements ImageSource {
    /** Not a part of the cache, whose size differs from machine to machine: the order of an epoch depends on it. */
    private static final long BLOCK_BYTES = 16 << 20;

    private final String what;
    private final List<ParquetGroup> groups;
    private final int[] first;
    private final int size;
    private final RecentParts<ParquetValues> cache;
    private final long blockBytes;
    private final int[] classOf;
    private final List<String> classes;
    private @Nullable List<ParquetGroup.Block> blocks;

    private ParquetImages(
            String what, List<ParquetGroup> groups, Labels labels, RecentParts<ParquetValues> cache, long blockBytes)
            throws SourceException {
        this.what = what;
        this.groups = groups;
        this.first = new int[groups.size()];
        long total = 0;
        for (int g = 0; g < first.length; g++) {
            first[g] = (int) total;
            total += groups.get(g).rows();
            if (total > Integer.MAX_VALUE - 8) {
                throw new SourceException("too many images: " + what);
            }
        }
        if (total == 0) {
            throw new SourceException("no images in " + what + ": it has no rows");
        }
        this.size = (int) total;
        this.cache = cache;
        this.blockBytes = blockBytes;
        this.classOf = labels.places();
        this.classes = labels.classes();
    }

    /**
     * The images of files, in this order.
     *
     * @param what a word for all of them
     * @param chosen the names of columns by what they are for
     * @throws SourceException where one of the files has no images, or its labels cannot be read
     */
    static ParquetImages open(
            String what, List<ParquetFile> files, Map<String, String> chosen, RecentParts<ParquetValues> cache)
            throws SourceException {
        return open(what, files, chosen, cache, BLOCK_BYTES);
    }

    /** The same with blocks of about so many bytes. */
    static ParquetImages open(
            String what,
            List<ParquetFile> files,
            Map<String, String> chosen,
            RecentParts<ParquetValues> cache,
            long blockBytes)
            throws SourceException {
        List<ParquetGroup> groups = new ArrayList<>();
        Labels labels = new Labels();
        for (ParquetFile file : files) {
            ParquetTable table = ParquetTable.of(file, chosen);
            ParquetColumn images = table.image();
            if (images == null) {
                throw new SourceException("no column of images in " + file.path() + ", only one of paths");
            }
            int before = 0;
            for (int g = 0; g < file.groups(); g++) {
                if (file.rows(g) > 0) {
                    groups.add(new ParquetGroup(file, images, g, before));
                }
                before += file.rows(g);
            }
            ParquetLabels.add(file, table.label(), labels);
        }
        return new ParquetImages(what, groups, labels, cache, blockBytes);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String name(int i) {
        int g = groupOf(i);
        return groups.get(g).name(i - first[g]);
    }

    @Override
    public byte[] read(int i) throws IOException {
        int g = groupOf(i);
        int row = i - first[g];
        ParquetPages all = groups.get(g).pages();
        int page = all.pageOf(row);
        ParquetValues values = cache.get(new RecentParts.Key(g, page), () -> all.read(page));
        int place = row - all.firstRow(page);
        if (values.isNull(place)) {
            throw new IOException("the row has no image bytes");
        }
        return values.bytes(place);
    }

    private int groupOf(int i) {
        Objects.checkIndex(i, size);
        int found = Arrays.binarySearch(first, i);
        return found < 0 ? -found - 2 : found;
    }

    @Override
    public int[] blocks() {
        return allBlocks().stream().mapToInt(ParquetGroup.Block::start).toArray();
    }

    @Override
    public long[] blockBytes() {
        return allBlocks().stream().mapToLong(ParquetGroup.Block::bytes).toArray();
    }

    /** Listed once: what can't be read now and can be later must not change the order of an epoch. */
    private synchronized List<ParquetGroup.Block> allBlocks() {
        List<ParquetGroup.Block> known = blocks;
        if (known == null) {
            known = new ArrayList<>();
            for (int g = 0; g < first.length; g++) {
                known.addAll(groups.get(g).blocks(first[g], blockBytes));
            }
            blocks = known;
        }
        return known;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int classIndex(int i) {
        Objects.checkIndex(i, size);
        return classOf.length == 0 ? -1 : classOf[i];
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s with %,d image%s in %,d row group%s %s",
                what,
                size,
                size == 1 ? "" : "s",
                first.length,
                first.length == 1 ? "" : "s",
                classes.isEmpty()
                        ? "without labels"
                        : "and " + Labels.count(classes, "").substring(3));
    }

    @Override
    public String howToLabel() {
        return "name the column of the labels with FILE.parquet#label=COLUMN";
    }

    /** {@inheritDoc} The size that enters is that of the whole Parquet file. */
    @Override
    public String fingerprint() {
        return Fingerprint.of(this, i -> groups.get(groupOf(i)).fileBytes());
    }

    @Override
    public String toString() {
        return "ParquetImages[" + describe() + "]";
    }
}
