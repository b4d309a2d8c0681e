package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/**
 * File names as the bytes that the file system holds. A Java string cannot stand for every name: where the locale is
 * not UTF-8, or the name is not, {@code Path.toString()} loses it and the file can never be opened again. A path's URI
 * keeps the bytes.
 */
final class FileNames {
    /** Strings by their UTF-8 bytes, which is also the order of their code points. */
    static final Comparator<String> UTF8_ORDER = (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final Path base;
    private final boolean keepsBytes;
    private final String baseUri;

    /** Names below a folder. */
    FileNames(Path base) {
        this.base = base;
        this.keepsBytes = base.getFileSystem() == FileSystems.getDefault() && File.separatorChar == '/';
        String uri = keepsBytes ? base.toUri().toString() : "";
        this.baseUri = uri.endsWith("/") ? uri : uri + "/";
    }

    /** The last name of a path that a directory listing gave. */
    byte[] bytes(Path entry) {
        Path last = entry.getFileName();
        String name = last == null ? "" : last.toString();
        if (!keepsBytes || isAscii(name)) {
            return name.getBytes(UTF_8);
        }
        String path = entry.toUri().getRawPath();
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        return percentDecoded(path.substring(path.lastIndexOf('/', end - 1) + 1, end));
    }

    /** The path of a name, relative to the folder or absolute. */
    Path resolve(byte[] name) {
        String text = new String(name, UTF_8);
        if (!keepsBytes || isAscii(text)) {
            return base.resolve(text);
        }
        String encoded = percentEncoded(name);
        return Path.of(URI.create(name[0] == '/' ? "file://" + encoded : baseUri + encoded));
    }

    /** The bytes of an absolute path, with {@code /} between folders and none at the end. */
    static byte[] absoluteBytes(Path path) {
        String text = path.toString().replace(File.separatorChar, '/');
        if (isAscii(text) || path.getFileSystem() != FileSystems.getDefault() || File.separatorChar != '/') {
            return withoutSlash(text).getBytes(UTF_8);
        }
        return percentDecoded(withoutSlash(path.toUri().getRawPath()));
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static byte[] percentDecoded(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.write(text.charAt(i));
            }
        }
        return out.toByteArray();
    }

    private static String percentEncoded(byte[] name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(3 * name.length);
        for (byte b : name) {
            if (UNRESERVED.indexOf(b) >= 0) {
                out.write(b);
            } else {
                out.write('%');
                out.write(HEX[(b >> 4) & 15]);
                out.write(HEX[b & 15]);
            }
        }
        return out.toString(ISO_8859_1);
    }
}
