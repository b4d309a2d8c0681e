package dev.selfsame.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of a column from the first row to the last, a page in memory at a time. For one thread. */
public final class ParquetCursor {
    private final ParquetFile file;
    private final ParquetColumn column;
    private int group = -1;
    private @Nullable ParquetPages pages;
    private int page;
    private @Nullable ParquetValues values;
    private int at;
    /** Of lists: the page where the next row's begins, which is seen only when the one before is read. */
    private @Nullable ParquetValues ahead;

    private boolean begun;
    private int longest;

    ParquetCursor(ParquetFile file, ParquetColumn column) {
        this.file = file;
        this.column = column;
    }

    /**
     * The next row's value in words, null where it is null; to be asked for as many as there are rows.
     *
     * @throws IOException where the column cannot be read
     */
    public @Nullable String text() throws IOException {
        ParquetValues here = step();
        return here.text(at);
    }

    /** The next row's bytes, null where they are null. */
    public byte @Nullable [] bytes() throws IOException {
        ParquetValues here = step();
        return here.isNull(at) ? null : here.bytes(at);
    }

    /**
     * The next row's list of floats.
     *
     * @throws IOException where the column cannot be read, or the list is null, empty or has a null
     */
    public float[] floats() throws IOException {
        ParquetValues here = begun ? ahead : advance();
        if (here == null) {
            throw new IOException("column " + column.name() + " has fewer lists than there are rows");
        }
        begun = true;
        float[] list = new float[longest];
        int count = 0;
        do {
            if (here.isNull(at)) {
                throw new IOException(
                        "column " + column.name() + " has a list that is null or empty, or a null in one");
            }
            if (count == list.length) {
                list = Arrays.copyOf(list, Math.max(64, 2 * count));
            }
            list[count++] = here.real(at);
            here = advance();
        } while (here != null && !here.begins(at));
        ahead = here;
        longest = count;
        return count == list.length ? list : Arrays.copyOf(list, count);
    }

    private ParquetValues step() throws IOException {
        ParquetValues here = advance();
        if (here == null) {
            throw new IllegalStateException("no more rows in " + file);
        }
        return here;
    }

    /** Goes to the next value, and gives the page that it is in; null behind the last. */
    private @Nullable ParquetValues advance() throws IOException {
        at++;
        ParquetValues here = values;
        while (here == null || at >= here.size()) {
            ParquetPages there = pages;
            if (there == null || page + 1 >= there.count()) {
                group++;
                if (group >= file.groups()) {
                    return null;
                }
                there = file.pages(column, group);
                pages = there;
                page = -1;
                here = null;
            }
            if (++page < there.count()) {
                here = there.read(page);
                at = 0;
            }
        }
        values = here;
        return here;
    }
}
