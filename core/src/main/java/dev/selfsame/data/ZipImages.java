package dev.selfsame.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;

/**
 * The images in a zip archive (zip64 too), in the order of its directory: its members with an image's suffix, hidden ones
 * and links left out. The label is the first folder of the member's path.
 *
 * <p>The directory is read once, and each image then by its place. Members that are encrypted, or compressed otherwise
 * than by deflate, are listed and can't be read. An archive that is cut off has no directory: it is read through once
 * for the images that are whole, and what is missing is one more image, named as the archive, which can't be read.
 */
public final class ZipImages implements ImageSource {
    private static final int HEADER = 30;
    private static final int SIGNATURE = 0x04034b50;

    private final Path archive;
    private final ZipDirectory directory;
    private final ArchiveIndex index;

    private ZipImages(Path archive, ZipDirectory directory) {
        this.archive = archive;
        this.directory = directory;
        this.index = directory.index();
    }

    /**
     * Lists the images of an archive.
     *
     * @throws SourceException where its directory can't be read, or no image of it
     */
    public static ZipImages open(Path archive) throws SourceException {
        return open(archive, false);
    }

    /**
     * Lists the images of an archive.
     *
     * @param arrays whether npy arrays are images too, as for images as they are
     * @throws SourceException where its directory can't be read, or no image of it
     */
    static ZipImages open(Path archive, boolean arrays) throws SourceException {
        ZipDirectory directory = ZipDirectory.read(archive, arrays);
        ArchiveIndex index = directory.index();
        if (index.size() == 0) {
            throw new SourceException(
                    "no images in " + archive + ": looked for members ending in " + ImageFiles.endings(arrays));
        }
        if (index.readable() == 0) {
            throw new SourceException("none of the " + index.size() + " images in " + archive
                    + " can be read (the first, " + index.name(0) + ": " + index.whyUnreadable(0) + ")");
        }
        return new ZipImages(archive, directory);
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public String name(int i) {
        return index.name(i);
    }

    /** {@inheritDoc} Compares the checksum. */
    @Override
    public byte[] read(int i) throws IOException {
        index.check(i);
        ByteBuffer header = ByteBuffer.wrap(ImageFiles.read(archive, index.place(i), HEADER))
                .order(ByteOrder.LITTLE_ENDIAN);
        int method = header.getShort(8);
        if (header.getInt(0) != SIGNATURE || (method != ZipEntry.STORED && method != ZipEntry.DEFLATED)) {
            throw new IOException("the archive is damaged: no member is where the directory says");
        }
        int names = Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28));
        byte[] packed = ImageFiles.read(archive, index.place(i) + HEADER + names, directory.packed(i));
        byte[] bytes = method == ZipEntry.STORED ? packed : inflated(packed, index.size(i));
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if (bytes.length != index.size(i) || (int) sum.getValue() != directory.checksum(i)) {
            throw new IOException("the archive is damaged: the member's checksum is wrong");
        }
        return bytes;
    }

    private static byte[] inflated(byte[] packed, int size) throws IOException {
        Inflater inflater = new Inflater(true);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed), inflater)) {
            return in.readNBytes(size); // takes memory as bytes come
        } finally {
            inflater.end();
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
    public ImageSource labelled() throws SourceException {
        return index.isLabelled() ? this : ImageSource.super.labelled();
    }

    @Override
    public String howToLabel() {
        return "put the images of each class into a folder of its own in the archive";
    }

    @Override
    public String describe() {
        String damage = directory.damage();
        return index.describe("the zip archive " + archive)
                + (damage == null ? "" : "; " + archive.getFileName() + " " + damage);
    }

    @Override
    public String fingerprint() {
        return index.fingerprint();
    }

    @Override
    public String toString() {
        return "ZipImages[" + archive + ", " + size() + " images]";
    }
}
