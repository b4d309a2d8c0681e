package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which images archives hold: names, places, sizes and labels, in little more memory than their names take. Labels are
 * those that were noted; where none was, the first folder of each image's path.
 */
final class ArchiveIndex {
    private final PathTable names;
    private final long[] places;
    private final int[] sizes;
    private final Map<Integer, String> unreadable;
    private final List<String> classes;
    private final int[] classOf;
    private final int[] classOfFolder;
    private @Nullable String fingerprint;

    private ArchiveIndex(Builder found, Labels labels, int[] classOfFolder) {
        names = found.names;
        places = Arrays.copyOf(found.places, names.size());
        sizes = Arrays.copyOf(found.sizes, names.size());
        unreadable = Map.copyOf(found.unreadable);
        classes = labels.classes();
        classOf = found.labels.places(names.size());
        this.classOfFolder = classOfFolder;
        names.trim();
    }

    int size() {
        return names.size();
    }

    /** How many images can be read as far as the index tells. */
    int readable() {
        return names.size() - unreadable.size();
    }

    String name(int i) {
        return new String(names.path(i), UTF_8);
    }

    /** Where the image begins in its archive. */
    long place(int i) {
        return places[i];
    }

    /** Its bytes. */
    int size(int i) {
        return sizes[i];
    }

    /** Throws where the image is known to be unreadable, or too large for Java's heap. */
    void check(int i) throws IOException {
        String reason = unreadable.get(i);
        if (reason != null) {
            throw new IOException(reason);
        }
        ImageFiles.requireRoom(sizes[i]);
    }

    /** The reason why it can't be read, where that is known; empty elsewhere. */
    String whyUnreadable(int i) {
        return unreadable.getOrDefault(i, "");
    }

    /** Whether it is known to be unreadable. */
    boolean isUnreadable(int i) {
        return unreadable.containsKey(i);
    }

    List<String> classes() {
        return classes;
    }

    int classIndex(int i) {
        return classOf.length > 0 ? classOf[i] : classOfFolder[names.folderOf(i)];
    }

    /** Whether every image that may be readable has a label. */
    boolean isLabelled() {
        for (int i = 0; i < size(); i++) {
            if (classIndex(i) < 0 && !isUnreadable(i)) {
                return false;
            }
        }
        return true;
    }

    /** A line for people. */
    String describe(String what) {
        return String.format(
                Locale.ROOT,
                "%s with %,d image%s in %s",
                what,
                size(),
                size() == 1 ? "" : "s",
                classes.isEmpty() ? "no classes" : classes.size() + (classes.size() == 1 ? " class" : " classes"));
    }

    synchronized String fingerprint() {
        if (fingerprint == null) {
            Fingerprint hash = new Fingerprint();
            for (int i = 0; i < size(); i++) {
                int label = classIndex(i);
                byte[] text = label < 0 ? new byte[0] : classes.get(label).getBytes(UTF_8);
                hash.add(names.path(i), text, unreadable.containsKey(i) ? -1 : sizes[i]);
            }
            fingerprint = hash.hex();
        }
        return fingerprint;
    }

    /** Takes images in order. */
    static final class Builder {
        private final PathTable names = new PathTable();
        private final Map<String, Integer> folders = new HashMap<>();
        private final List<String> classOfFolder = new ArrayList<>();
        private final Labels labels = new Labels();
        private final Map<Integer, String> unreadable = new HashMap<>();
        private long[] places = new long[16];
        private int[] sizes = new int[16];
        private final boolean arrays;
        private String prefix = "";

        /**
         * Begins with none.
         *
         * @param arrays whether npy arrays are images too
         */
        Builder(boolean arrays) {
            this.arrays = arrays;
        }

        /** Whether a member of this name is an image. */
        boolean isImage(MemberName name) {
            return name.isImage(arrays);
        }

        /** What the names that follow begin with, beside their own. */
        void prefix(String text) {
            prefix = text;
        }

        int size() {
            return names.size();
        }

        /** Adds an image and gives its number. */
        int add(MemberName name, long place, long size) {
            int i = names.size();
            names.add(folder(name.folder()), name.base().getBytes(UTF_8));
            if (i == places.length) {
                places = Arrays.copyOf(places, i + (i >> 1) + 16);
                sizes = Arrays.copyOf(sizes, places.length);
            }
            places[i] = place;
            try {
                sizes[i] = ImageFiles.checkedSize(size);
            } catch (IOException e) {
                unreadable.put(i, Reason.of(e));
            }
            return i;
        }

        /** Notes an image's label. */
        void label(int i, String label) {
            labels.set(i, label);
        }

        /** Notes why an image can't be read. */
        void unreadable(int i, String reason) {
            unreadable.put(i, reason);
        }

        private int folder(String folder) {
            Integer known = folders.get(prefix + folder);
            if (known != null) {
                return known;
            }
            int number = names.addFolder((prefix + folder).getBytes(UTF_8));
            folders.put(prefix + folder, number);
            classOfFolder.add(MemberName.className(folder));
            return number;
        }

        ArchiveIndex build() {
            Labels byFolder = new Labels();
            for (int folder = 0; folder < classOfFolder.size(); folder++) {
                if (!classOfFolder.get(folder).isEmpty()) {
                    byFolder.set(folder, classOfFolder.get(folder));
                }
            }
            int[] places = new int[names.folders()];
            Arrays.fill(places, -1);
            int[] known = byFolder.places(places.length);
            return new ArchiveIndex(this, labels.isEmpty() ? byFolder : labels, known.length > 0 ? known : places);
        }
    }
}
