package dev.selfsame.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many paths in little memory: every folder is kept once, and the file names lie end to end, each closed by a zero
 * byte. A path takes 13 bytes and its file name.
 */
final class PathTable {
    private static final int CHUNK = 1 << 20;

    private final List<byte[]> folders = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private int[] folderOf = new int[16];
    private long[] start = new long[16];
    private int size;

    /** Adds a folder (its path ends in {@code /}, or is empty) and gives its number. */
    int addFolder(byte[] path) {
        folders.add(path);
        return folders.size() - 1;
    }

    /** Adds a file of a folder. */
    void add(int folder, byte[] name) {
        if (used + name.length + 1 > CHUNK) {
            chunks.add(new byte[Math.max(CHUNK, name.length + 1)]);
            used = 0;
        }
        if (size == start.length) {
            int larger = (int) Math.min(Integer.MAX_VALUE - 8, size + (size >> 1) + 16L);
            start = Arrays.copyOf(start, larger);
            folderOf = Arrays.copyOf(folderOf, larger);
        }
        System.arraycopy(name, 0, chunks.get(chunks.size() - 1), used, name.length);
        start[size] = (long) (chunks.size() - 1) << 32 | used;
        folderOf[size] = folder;
        used += name.length + 1;
        size++;
    }

    /** Gives back what growing left over. */
    void trim() {
        start = Arrays.copyOf(start, size);
        folderOf = Arrays.copyOf(folderOf, size);
        if (!chunks.isEmpty()) {
            int last = chunks.size() - 1;
            chunks.set(last, Arrays.copyOf(chunks.get(last), used));
        }
    }

    int size() {
        return size;
    }

    int folders() {
        return folders.size();
    }

    byte[] folder(int number) {
        return folders.get(number);
    }

    int folderOf(int i) {
        return folderOf[i];
    }

    /** The bytes of path {@code i}. */
    byte[] path(int i) {
        byte[] chunk = chunks.get((int) (start[i] >>> 32));
        int from = (int) start[i];
        int to = from;
        while (chunk[to] != 0) {
            to++;
        }
        byte[] folder = folders.get(folderOf[i]);
        byte[] path = Arrays.copyOf(folder, folder.length + to - from);
        System.arraycopy(chunk, from, path, folder.length, to - from);
        return path;
    }
}
