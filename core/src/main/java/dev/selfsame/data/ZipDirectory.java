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

/** What a zip archive's directory says of its images. */
final class ZipDirectory {
    /** Deflate makes at most so many bytes of one (RFC 1951: 258 bytes from two bits). */
    private static final long MOST_FROM_A_BYTE = 1032;

    private final ArchiveIndex index;
    private final int[] packed;
    private final int[] checksums;

    private ZipDirectory(ArchiveIndex index, int[] packed, int[] checksums) {
        this.index = index;
        this.packed = packed;
        this.checksums = checksums;
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

    /** Reads the directory and nothing else. */
    static ZipDirectory read(Path archive) throws SourceException {
        try {
            if (!Files.isRegularFile(archive)) { // a pipe would be waited for, without end
                throw new IOException(Files.exists(archive) ? "not a regular file" : "no such file");
            }
            try (SeekableByteChannel channel = Files.newByteChannel(archive);
                    ZipFile zip = ZipFile.builder()
                            .setSeekableByteChannel(channel)
                            .setCharset(ISO_8859_1)
                            .setIgnoreLocalFileHeader(true)
                            .get()) {
                return new Reader(channel.size()).read(zip);
            }
        } catch (IOException | RuntimeException e) { // whatever the parser makes of garbage
            throw new SourceException(
                    "cannot read the directory of the zip archive " + archive + ", which stands at its end ("
                            + Reason.of(e) + "): if it was not fetched whole, fetch it again",
                    e);
        }
    }

    /** Takes the images of an archive. */
    private static final class Reader {
        private final long archiveSize;
        private final ArchiveIndex.Builder images = new ArchiveIndex.Builder();
        private int[] packed = new int[16];
        private int[] checksums = new int[16];

        Reader(long archiveSize) {
            this.archiveSize = archiveSize;
        }

        ZipDirectory read(ZipFile zip) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                MemberName name = MemberName.of(entry.getName());
                if (name.isImage() && !entry.isDirectory() && !entry.isUnixSymlink()) {
                    add(name, entry);
                }
            }
            ArchiveIndex index = images.build();
            return new ZipDirectory(index, Arrays.copyOf(packed, index.size()), Arrays.copyOf(checksums, index.size()));
        }

        private void add(MemberName name, ZipArchiveEntry entry) {
            int i = images.add(name, entry.getLocalHeaderOffset(), entry.getSize());
            if (i == packed.length) {
                packed = Arrays.copyOf(packed, i + (i >> 1) + 16);
                checksums = Arrays.copyOf(checksums, packed.length);
            }
            String problem = problem(entry);
            if (!problem.isEmpty()) {
                images.unreadable(i, problem);
            } else {
                packed[i] = (int) entry.getCompressedSize();
                checksums[i] = (int) entry.getCrc();
            }
        }

        private String problem(ZipArchiveEntry entry) {
            long size = entry.getSize();
            long inArchive = entry.getCompressedSize();
            long from = entry.getLocalHeaderOffset();
            boolean stored = entry.getMethod() == ZipEntry.STORED;
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                return "encrypted";
            }
            if (!stored && entry.getMethod() != ZipEntry.DEFLATED) {
                return "compressed by method " + entry.getMethod() + ", and only stored and deflated members are read";
            }
            if (from < 0 || inArchive < 0 || inArchive > archiveSize - from || inArchive > Integer.MAX_VALUE) {
                return "the archive's directory is damaged: the member lies beyond the end";
            }
            if (size < 0 || (stored ? size != inArchive : size / MOST_FROM_A_BYTE > inArchive)) {
                return "the archive's directory is damaged: the member can't have " + size + " bytes";
            }
            return "";
        }
    }
}
