package dev.selfsame.parquet;

import java.io.IOException;
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

    private ParquetValues step() throws IOException {
        at++;
        ParquetValues here = values;
        while (here == null || at >= here.size()) {
            ParquetPages there = pages;
            if (there == null || page + 1 >= there.count()) {
                group++;
                if (group >= file.groups()) {
                    throw new IllegalStateException("no more rows in " + file);
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
