package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Which images a zip archive holds and where. */
final class ZipDirectory {
    /** Deflate makes at most so many bytes of one (RFC 1951: 258 bytes from two bits). */
    private static final long MOST_FROM_A_BYTE = 1032;

    private final ArchiveIndex index;
    private final int[] packed;
    private final int[] checksums;
    private final @Nullable String damage;

    private ZipDirectory(Builder found, @Nullable String damage) {
        this.index = found.images.build();
        this.packed = Arrays.copyOf(found.packed, index.size());
        this.checksums = Arrays.copyOf(found.checksums, index.size());
        this.damage = damage;
    }

    /** Names and labels; the place is that of the member's local header. */
    ArchiveIndex index() {
        return index;
    }

    /** The bytes that an image takes in the archive. */
    int packed(int i) {
        return packed[i];
    }

    /** The CRC-32 of an image. */
    int checksum(int i) {
        return checksums[i];
    }

    /** Why images are missing, in words that follow the archive's name; null where it is whole. */
    @Nullable
    String damage() {
        return damage;
    }

    /**
     * Reads the directory at the archive's end and nothing else; where that fails, what is before it.
     *
     * @param arrays whether npy arrays are images too
     */
    static ZipDirectory read(Path archive, boolean arrays) throws SourceException {
        try {
            if (!Files.isRegularFile(archive)) { // a pipe would be waited for, without end
                throw new IOException(Files.exists(archive) ? "not a regular file" : "no such file");
            }
            try (SeekableByteChannel channel = Files.newByteChannel(archive)) {
                return read(channel, arrays);
            }
        } catch (IOException | RuntimeException e) { // whatever the parser makes of garbage
            Builder found = ZipRescue.read(archive, arrays);
            if (found.images.size() > 0) {
                return found.cutOff(archive);
            }
            throw new SourceException(
                    "cannot read the directory of the zip archive " + archive + ", which stands at its end ("
                            + Reason.of(e) + "): if it was not fetched whole, fetch it again",
                    e);
        }
    }

    private static ZipDirectory read(SeekableByteChannel channel, boolean arrays) throws IOException {
        Builder images = new Builder(arrays);
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(channel)
                .setCharset(ISO_8859_1) // keeps each byte of a name
                .setIgnoreLocalFileHeader(true)
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (images.isImage(entry)) {
                    images.add(entry, problem(entry, channel.size()));
                }
            }
        }
        return new ZipDirectory(images, null);
    }

    private static String problem(ZipArchiveEntry entry, long archiveSize) {
        long size = entry.getSize();
        long inArchive = entry.getCompressedSize();
        long from = entry.getLocalHeaderOffset();
        boolean stored = entry.getMethod() == ZipEntry.STORED;
        String method = problem(entry);
        if (!method.isEmpty()) {
            return method;
        }
        if (from < 0 || inArchive < 0 || inArchive > archiveSize - from || inArchive > Integer.MAX_VALUE) {
            return "the archive's directory is damaged: the member lies beyond the end";
        }
        if (size < 0 || (stored ? size != inArchive : size / MOST_FROM_A_BYTE > inArchive)) {
            return "the archive's directory is damaged: the member can't have " + size + " bytes";
        }
        return "";
    }

    /** Why a member can't be read, whatever its size; empty where it can be. */
    static String problem(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return "encrypted";
        }
        return entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED
                ? ""
                : "compressed by method " + entry.getMethod() + ", and only stored and deflated members are read";
    }

    /** Takes the images of an archive. */
    static final class Builder {
        private final ArchiveIndex.Builder images;
        private int[] packed = new int[16];
        private int[] checksums = new int[16];

        /**
         * Begins with none.
         *
         * @param arrays whether npy arrays are images too
         */
        Builder(boolean arrays) {
            images = new ArchiveIndex.Builder(arrays);
        }

        /** Whether a member is an image by its name. */
        boolean isImage(ZipArchiveEntry entry) {
            return !entry.isDirectory() && !entry.isUnixSymlink() && images.isImage(MemberName.of(entry.getName()));
        }

        /**
         * Adds an image.
         *
         * @param problem why it can't be read; empty where it can be
         */
        void add(ZipArchiveEntry entry, String problem) {
            int i = images.add(MemberName.of(entry.getName()), entry.getLocalHeaderOffset(), entry.getSize());
            if (i == packed.length) {
                packed = Arrays.copyOf(packed, i + (i >> 1) + 16);
                checksums = Arrays.copyOf(checksums, packed.length);
            }
            if (problem.isEmpty()) {
                packed[i] = (int) entry.getCompressedSize();
                checksums[i] = (int) entry.getCrc();
            } else {
                images.unreadable(i, problem);
            }
        }

        private ZipDirectory cutOff(Path archive) {
            String damage = "is cut off or damaged: its directory can't be read";
            MemberName name = MemberName.of(String.valueOf(archive.getFileName()));
            images.unreadable(images.add(name, 0, 0), "the archive " + damage + ", and what is not listed is missing");
            return new ZipDirectory(this, damage);
        }
    }
}
