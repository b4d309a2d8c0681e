package dev.selfsame.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files are images, and how one is read whole. */
final class ImageFiles {
    /** The suffixes that make a file an image, without the dot. */
    static final List<String> SUFFIXES = List.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "apng", "webp", "gif", "bmp", "dib", "tif", "tiff", "ppm", "pgm",
            "pbm", "pnm", "pam");

    /** Those of formats that the decoder only knows by name: better listed as unreadable than left out in silence. */
    private static final List<String> REFUSED = List.of("jp2", "j2k", "jpf", "jpx", "jxl", "avif", "heic", "heif");

    private static final Set<String> KNOWN =
            Stream.of(SUFFIXES, REFUSED).flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
    private static final long LARGEST = 1L << 30;
    /** The part of Java's heap that a file may take: its pixels take more. */
    private static final int PART_OF_HEAP = 4;

    /**
     * Bytes a single read asks for: the JDK keeps a native buffer of the largest read for every thread, but none larger
     * than this under our launcher.
     */
    static final int CHUNK = 1 << 16;

    private ImageFiles() {}

    /** Whether a file of this name is taken for an image. Hidden files are not. */
    static boolean isImage(String fileName) {
        return KNOWN.contains(suffix(fileName));
    }

    /**
     * The same where npy arrays may be images too.
     *
     * @param arrays whether they are
     */
    static boolean isImage(String fileName, boolean arrays) {
        return isImage(fileName) || (arrays && suffix(fileName).equals("npy"));
    }

    /** The endings that are looked for, as an error names them. */
    static String endings(boolean arrays) {
        return "." + String.join(" .", SUFFIXES) + (arrays ? " .npy" : "");
    }

    /** What stands behind the last dot, in small letters; empty for hidden files. */
    static String suffix(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 || fileName.charAt(0) == '.'
                ? ""
                : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** All bytes of a file of at most 1 GiB, and a quarter of Java's heap. */
    static byte[] read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would be waited for, without end
            throw new IOException(Files.isDirectory(file) ? "a folder, not a file" : "not a regular file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            int size = checkedSize(channel.size());
            requireRoom(size);
            return read(channel, size);
        }
    }

    /** So many bytes of a file from a place on. */
    static byte[] read(Path file, long from, int length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel.position(from), length);
        }
    }

    /** The size of an image's file, which is at most 1 GiB. */
    static int checkedSize(long size) throws IOException {
        if (size > LARGEST) {
            throw new IOException("a file of " + size + " bytes is too large for an image, at most " + LARGEST);
        }
        return (int) size;
    }

    /** Whether Java's heap has room for an image's file of so many bytes. */
    static boolean isRoomFor(long size) {
        return size <= Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    }

    /** Refuses a file that Java's heap has no room for. */
    static void requireRoom(long size) throws IOException {
        if (!isRoomFor(size)) {
            throw new IOException("a file of " + size + " bytes is too large for Java's heap of "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB (-Xmx), at most a quarter of it");
        }
    }

    private static byte[] read(SeekableByteChannel channel, int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.position() < bytes.length) {
            buffer.limit(Math.min(bytes.length, buffer.position() + CHUNK));
            if (channel.read(buffer) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes;
    }
}
