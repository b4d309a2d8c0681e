package dev.selfsame.data;

import dev.selfsame.parquet.ParquetColumn;
import dev.selfsame.parquet.ParquetFile;
import dev.selfsame.parquet.ParquetPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row group of a Parquet file, by its column of images. */
final class ParquetGroup {
    private final ParquetFile file;
    private final ParquetColumn images;
    private final int number;
    private final int before;
    private volatile @Nullable ParquetPages pages;

    /** Images that are cheap to read together: the number of the first, and what their pages take. */
    record Block(int start, long bytes) {}

    /**
     * Reads nothing yet.
     *
     * @param number which of its file
     * @param before rows of its file before it
     */
    ParquetGroup(ParquetFile file, ParquetColumn images, int number, int before) {
        this.file = file;
        this.images = images;
        this.number = number;
        this.before = before;
    }

    int rows() {
        return file.rows(number);
    }

    /** What the whole file takes. */
    long fileBytes() {
        return file.size();
    }

    /** What a row is called: its file and its number in it. */
    String name(int row) {
        int digits = Integer.toString(file.rows() - 1).length();
        return String.format(Locale.ROOT, "%s/%0" + digits + "d", file.path().getFileName(), before + row);
    }

    /** Where its pages lie, which is read once. */
    ParquetPages pages() throws IOException {
        ParquetPages known = pages;
        if (known == null) {
            known = file.pages(images, number);
            pages = known;
        }
        return known;
    }

    /**
     * One block, or, where that takes more than it should, runs of whole pages that don't, or of one page.
     *
     * @param first the number of its first image
     * @param most bytes of a block
     */
    List<Block> blocks(int first, long most) {
        long all = file.bytes(images, number);
        return all <= most ? List.of(new Block(first, all)) : runs(first, most);
    }

    private List<Block> runs(int first, long most) {
        List<Block> runs = new ArrayList<>();
        int row = 0;
        long bytes = 0;
        try {
            ParquetPages all = pages();
            for (int page = 0; page < all.count(); page++) {
                int begin = all.firstRow(page);
                boolean holdsMore = begin > row && begin < rows();
                if (holdsMore && bytes + all.bytes(page) > most) {
                    runs.add(new Block(first + row, bytes));
                    row = begin;
                    bytes = 0;
                }
                bytes += all.bytes(page);
            }
        } catch (IOException e) { // each image of the group says so when it is wanted
            bytes = 0;
        }
        runs.add(new Block(first + row, bytes));
        return runs;
    }
}
