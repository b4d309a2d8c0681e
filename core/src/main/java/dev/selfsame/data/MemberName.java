package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/**
 * The name of an archive's member, with {@code /} between folders and without {@code ./} or {@code /} before it. It is
 * only a name and never a path on the disk.
 */
record MemberName(String path) {
    /**
     * A name as an archive holds it.
     *
     * @param text the name; where all its characters are bytes, they are UTF-8 if they can be, and Latin-1 else
     */
    static MemberName of(String text) {
        String raw = decoded(text);
        int from = 0;
        while (raw.startsWith("./", from) || raw.startsWith("/", from)) {
            from += raw.charAt(from) == '.' ? 2 : 1;
        }
        return new MemberName(raw.substring(from).replace('\0', '\uFFFD'));
    }

    private static String decoded(String text) {
        try {
            ByteBuffer bytes = ISO_8859_1.newEncoder().encode(CharBuffer.wrap(text));
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return text; // decoded by the archive's own rules, or no UTF-8
        }
    }

    /** The path of its folder, closed by a {@code /}; empty without one. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** What is behind the folder. */
    String base() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Whether it is an image by its suffix, and neither it nor one of its folders is hidden.
     *
     * @param arrays whether npy arrays are images too
     */
    boolean isImage(boolean arrays) {
        return ImageFiles.isImage(base(), arrays) && !inHiddenFolder();
    }

    private boolean inHiddenFolder() {
        for (String part : folder().split("/", -1)) {
            if (part.startsWith(".") && !part.equals(".") && !part.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** What the members of a WebDataset sample share: all before the first dot of the base name. */
    String key() {
        int dot = path.indexOf('.', folder().length());
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** What is behind the key's dot, in small letters; empty without one. */
    String extension() {
        int dot = path.indexOf('.', folder().length());
        return dot < 0 ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The class by which a folder's images are labelled: its first part with a name; empty without one. */
    static String className(String folder) {
        for (String part : folder.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                return part;
            }
        }
        return "";
    }
}
