package dev.selfsame.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a tar archive one after the other: ustar, GNU's long names and pax (POSIX.1-2017, pax, section ustar
 * Interchange Format). Archives that were put together end to end are read through. One that is cut off or damaged gives
 * the members before, and {@link #damage} says where it ends.
 */
final class TarMembers implements AutoCloseable {
    private static final int RECORD = 512;
    private static final int BLOCK = 20 * RECORD;

    /** Writers fill their last block with zeros; more than a MiB of them were never written. */
    private static final int MOST_ZEROS = 2048;

    private final Records in;
    private final long length;
    private TarArchiveEntry entry = new TarArchiveEntry("");
    private long place;
    private boolean begun;
    private @Nullable String damage;

    /**
     * Begins to read.
     *
     * @param in the archive, not compressed; closed with this
     * @param length its bytes, -1 where they are not known
     */
    TarMembers(InputStream in, long length) {
        this.in = new Records(in);
        this.length = length;
    }

    /** Goes on to the next member; false behind the last, or where the archive can't be read any further. */
    boolean next() {
        if (damage != null) {
            return false;
        }
        long at = place + size() + Math.floorMod(-size(), RECORD);
        if (isCutOff() || (length >= 0 && at > length)) {
            return damaged("is cut off at byte " + length);
        }
        try {
            TarArchiveEntry found = in.getNextEntry();
            while (found != null && in.zeros > 0 && in.zeros <= MOST_ZEROS) {
                found = in.getNextEntry();
            }
            if (found == null) {
                return in.zeros == 0 && damaged("is cut off at byte " + in.getBytesRead() + ", before its end mark");
            }
            at = in.getBytesRead() - RECORD;
            if (in.zeros > 0) {
                return damaged("is empty from byte " + (at - (long) MOST_ZEROS * RECORD)
                        + " on, as if it was not fetched whole");
            }
            if (!found.isCheckSumOK()) {
                return damaged(String.format(Locale.ROOT, "has no header at byte %d, where one must be", at));
            }
            entry = found;
            place = in.getBytesRead();
            begun = true;
            return true;
        } catch (IOException | RuntimeException e) { // whatever the parser makes of garbage
            return damaged("is damaged behind byte " + Math.min(at, in.getBytesRead()) + " (" + Reason.of(e) + ")");
        }
    }

    private boolean damaged(String what) {
        damage = begun || length == 0 ? what : "is no tar archive";
        return false;
    }

    /** Its name. */
    MemberName name() {
        return MemberName.of(entry.getName());
    }

    /** Where its content begins, in bytes of the archive without compression. */
    long place() {
        return place;
    }

    /** Bytes of its content. */
    long size() {
        return begun ? entry.getSize() : 0;
    }

    /** Whether it is a file: no folder, link, device or pipe. */
    boolean isFile() {
        boolean link = entry.isLink() || entry.isSymbolicLink();
        boolean device = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
        return entry.isFile() && !link && !device;
    }

    /** Whether zeros were left out of its content. */
    boolean isSparse() {
        return entry.isSparse();
    }

    /** Whether the archive ends within its content; where the length is not known, {@link #next} has to look first. */
    boolean isCutOff() {
        return length >= 0 ? size() > length - place : damage != null && in.getBytesRead() - place < size();
    }

    /** Its content, to be read before {@link #next}. */
    InputStream content() {
        return in;
    }

    /** Why nothing more can be read, in words that follow the archive's name; null where it is whole. */
    @Nullable
    String damage() {
        return damage;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Reads on behind the zeros that end an archive, and counts them. */
    private static final class Records extends TarArchiveInputStream {
        private int zeros;

        Records(InputStream in) {
            super(in, BLOCK, RECORD, "ISO-8859-1", true); // keeps each byte of a name
        }

        @Override
        protected boolean isEOFRecord(byte @Nullable [] found) {
            if (found == null) {
                return true;
            }
            zeros = super.isEOFRecord(found) ? zeros + 1 : 0;
            return false;
        }
    }
}
