package dev.selfsame.data;

import dev.selfsame.parquet.ParquetColumn;
import dev.selfsame.parquet.ParquetCursor;
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
import java.util.concurrent.atomic.AtomicReferenceArray;
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
    private final List<Group> groups;
    private final int[] first;
    private final int size;
    private final AtomicReferenceArray<@Nullable ParquetPages> pages;
    private final RecentParts<ParquetValues> cache;
    private final long blockBytes;
    private final int[] classOf;
    private final List<String> classes;
    private @Nullable List<Block> blocks;

    /**
     * A row group.
     *
     * @param number which of its file
     * @param before rows of its file before it
     */
    private record Group(ParquetFile file, ParquetColumn images, int number, int before) {
        int rows() {
            return file.rows(number);
        }
    }

    /** Images that are cheap to read together, and what their pages take. */
    private record Block(int start, long bytes) {}

    private ParquetImages(
            String what, List<Group> groups, Labels labels, RecentParts<ParquetValues> cache, long blockBytes)
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
        this.pages = new AtomicReferenceArray<>(first.length);
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
        List<Group> groups = new ArrayList<>();
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
                    groups.add(new Group(file, images, g, before));
                }
                before += file.rows(g);
            }
            readLabels(file, table.label(), labels);
        }
        return new ParquetImages(what, groups, labels, cache, blockBytes);
    }

    private static void readLabels(ParquetFile file, @Nullable ParquetColumn column, Labels labels)
            throws SourceException {
        List<String> names = column == null ? List.of() : HuggingFace.classNames(file, column.name());
        boolean numbered = column != null && column.kind() == ParquetColumn.Kind.INTEGER;
        if (numbered) {
            names.forEach(labels::know);
        }
        ParquetCursor cursor = column == null ? null : file.cursor(column);
        try {
            for (int row = 0; row < file.rows(); row++) {
                String text = cursor == null ? null : cursor.text();
                if (text == null || text.isEmpty() || (numbered && text.startsWith("-"))) { // test sets have -1
                    labels.add(null);
                } else if (numbered && !names.isEmpty()) {
                    labels.add(name(names, text, file, row));
                } else {
                    labels.add(text);
                }
            }
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("cannot read the labels of " + file.path() + ": " + Reason.of(e), e);
        }
    }

    private static String name(List<String> names, String number, ParquetFile file, int row) throws SourceException {
        long place = Long.parseLong(number);
        if (place >= names.size()) {
            throw new SourceException("the label in row " + row + " of " + file.path() + " is " + number
                    + ", and there are names for 0 to " + (names.size() - 1));
        }
        return names.get((int) place);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String name(int i) {
        int g = groupOf(i);
        Group group = groups.get(g);
        int digits = Integer.toString(group.file.rows() - 1).length();
        return String.format(
                Locale.ROOT, "%s/%0" + digits + "d", group.file.path().getFileName(), group.before + i - first[g]);
    }

    @Override
    public byte[] read(int i) throws IOException {
        int g = groupOf(i);
        int row = i - first[g];
        ParquetPages all = pages(g);
        int page = all.pageOf(row);
        ParquetValues values = cache.get(new RecentParts.Key(g, page), () -> all.read(page));
        int place = row - all.firstRow(page);
        if (values.isNull(place)) {
            throw new IOException("the row has no image bytes");
        }
        return values.bytes(place);
    }

    private ParquetPages pages(int g) throws IOException {
        ParquetPages known = pages.get(g);
        if (known == null) {
            Group group = groups.get(g);
            known = group.file.pages(group.images, group.number);
            pages.set(g, known);
        }
        return known;
    }

    private int groupOf(int i) {
        Objects.checkIndex(i, size);
        int found = Arrays.binarySearch(first, i);
        return found < 0 ? -found - 2 : found;
    }

    @Override
    public int[] blocks() {
        return allBlocks().stream().mapToInt(Block::start).toArray();
    }

    @Override
    public long[] blockBytes() {
        return allBlocks().stream().mapToLong(Block::bytes).toArray();
    }

    /** Listed once: what can't be read now and can be later must not change the order of an epoch. */
    private synchronized List<Block> allBlocks() {
        List<Block> known = blocks;
        if (known == null) {
            known = listBlocks();
            blocks = known;
        }
        return known;
    }

    private List<Block> listBlocks() {
        List<Block> all = new ArrayList<>();
        for (int g = 0; g < first.length; g++) {
            Group group = groups.get(g);
            long bytes = group.file.bytes(group.images, group.number);
            if (bytes <= blockBytes) {
                all.add(new Block(first[g], bytes));
            } else {
                addRuns(g, all);
            }
        }
        return all;
    }

    /** The pages of a row group, in runs that take no more than a block should, or of one page. */
    private void addRuns(int g, List<Block> to) {
        int row = 0;
        long bytes = 0;
        try {
            ParquetPages all = pages(g);
            for (int page = 0; page < all.count(); page++) {
                int begin = all.firstRow(page);
                boolean holdsMore = begin > row && begin < groups.get(g).rows();
                if (holdsMore && bytes + all.bytes(page) > blockBytes) {
                    to.add(new Block(first[g] + row, bytes));
                    row = begin;
                    bytes = 0;
                }
                bytes += all.bytes(page);
            }
        } catch (IOException e) { // each image of the group says so when it is wanted
            bytes = 0;
        }
        to.add(new Block(first[g] + row, bytes));
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
        return Fingerprint.of(this, i -> groups.get(groupOf(i)).file.size());
    }

    @Override
    public String toString() {
        return "ParquetImages[" + describe() + "]";
    }
}
