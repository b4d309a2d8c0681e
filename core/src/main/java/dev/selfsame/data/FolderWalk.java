package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images below a folder, in UTF-8 byte order of their relative paths. A folder sorts as its name with
 * {@code /} behind it, so visiting each folder in order puts the whole in order, and no list of all paths is ever
 * sorted. The directories of runs are left out. Links are followed; a folder that lies inside itself by way of a link is
 * not entered again, and one that links lead to over and over is refused.
 */
final class FolderWalk {
    private static final byte[] NONE = {};

    /** Ways to one folder. Folders that all link to each other have more than any number of files. */
    private static final int MOST_WAYS = 64;

    private final FileNames names;
    private final PathTable table = new PathTable();
    private final Fingerprint fingerprint = new Fingerprint();
    private final Deque<Object> open = new ArrayDeque<>();
    private final Map<Object, Integer> ways = new HashMap<>();
    private final Predicate<String> isWanted;
    private long others;

    private FolderWalk(Path root, Predicate<String> isWanted) {
        this.names = new FileNames(root);
        this.isWanted = isWanted;
    }

    /** What was found: the images, how many other files, and the hash of the whole. */
    record Found(PathTable images, long others, String fingerprint) {}

    /** An image, or a folder with its path and identity; {@code key} is its name, and for a folder {@code /}. */
    private static final class Entry {
        final byte[] key;
        final long size;
        final @Nullable Path folder;
        final @Nullable Object identity;

        Entry(byte[] key, long size, @Nullable Path folder, @Nullable Object identity) {
            this.key = key;
            this.size = size;
            this.folder = folder;
            this.identity = identity;
        }
    }

    /**
     * Walks through a folder.
     *
     * @param isWanted whether a file of this name is an image
     */
    static Found find(Path root, Predicate<String> isWanted) throws SourceException {
        FolderWalk walk = new FolderWalk(root, isWanted);
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(root, BasicFileAttributes.class);
        } catch (IOException e) {
            throw unreadable(root, e);
        }
        if (!attributes.isDirectory()) {
            throw new SourceException("not a folder: " + root);
        }
        walk.enter(root, NONE, identity(root, attributes));
        walk.table.trim();
        return new Found(walk.table, walk.others, walk.fingerprint.hex());
    }

    private void enter(Path folder, byte[] prefix, Object identity) throws SourceException {
        if (open.contains(identity)) {
            return;
        }
        if (ways.merge(identity, 1, Integer::sum) > MOST_WAYS) {
            throw new SourceException("links lead to the folder " + folder + " in more than " + MOST_WAYS
                    + " ways: take away those between folders");
        }
        open.push(identity);
        int number = -1;
        for (Entry entry : entries(folder)) {
            byte[] path = Arrays.copyOf(prefix, prefix.length + entry.key.length);
            System.arraycopy(entry.key, 0, path, prefix.length, entry.key.length);
            if (entry.folder != null && entry.identity != null) {
                enter(entry.folder, path, entry.identity);
            } else {
                number = number < 0 ? table.addFolder(prefix) : number;
                table.add(number, entry.key);
                fingerprint.add(path, NONE, entry.size);
            }
        }
        open.pop();
    }

    private List<Entry> entries(Path folder) throws SourceException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            for (Path path : listing) {
                Entry entry = entry(path);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable(folder, e);
        }
        entries.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
        return entries;
    }

    private @Nullable Entry entry(Path path) throws IOException {
        byte[] name = names.bytes(path);
        if (name.length == 0 || name[0] == '.') {
            return null;
        }
        String text = new String(name, UTF_8);
        boolean image = isWanted.test(text);
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            // Where this does not fail too, it is a link to what may not be seen; else the folder may not be entered.
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (image) {
                return new Entry(name, -1, null, null);
            }
            throw unreadable(path, e);
        } catch (IOException e) {
            // A link to nothing: an image that will be reported as unreadable.
            return image ? new Entry(name, -1, null, null) : null;
        }
        if (attributes.isDirectory()) {
            if (isRun(path)) {
                return null;
            }
            byte[] key = Arrays.copyOf(name, name.length + 1);
            key[name.length] = '/';
            return new Entry(key, -1, path, identity(path, attributes));
        }
        if (image && attributes.isRegularFile()) {
            return new Entry(name, attributes.size(), null, null);
        }
        others++;
        return null;
    }

    /** Whether a run keeps its files there: its pictures are no data. */
    private static boolean isRun(Path folder) {
        return Files.exists(folder.resolve("provenance.json")) && Files.exists(folder.resolve("config.yaml"));
    }

    private static Object identity(Path folder, BasicFileAttributes attributes) throws SourceException {
        Object key = attributes.fileKey();
        if (key != null) {
            return key;
        }
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static SourceException unreadable(Path folder, Exception cause) {
        return cause instanceof SourceException known
                ? known
                : new SourceException("cannot read the folder " + folder + ": " + Reason.of(cause), cause);
    }
}
