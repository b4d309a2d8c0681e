package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pairs of near images, each once, and the groups that they hang together in. */
final class Candidates {
    private final int images;
    private int[] first;
    private int[] second;
    private int size;
    private long lost;

    private Candidates(int images, int capacity) {
        this.images = images;
        first = new int[capacity];
        second = new int[capacity];
    }

    /** The neighbours that reach a cosine. */
    static Candidates of(NeighbourGraph graph, double cosine) {
        Candidates pairs = new Candidates(graph.size(), 1024);
        for (int i = 0; i < graph.size(); i++) {
            for (int place = 0; place < graph.k() && graph.cosine(i, place) >= cosine; place++) {
                int other = graph.neighbour(i, place);
                if (i < other || !names(graph, other, i, cosine)) {
                    pairs.add(i, other);
                }
            }
        }
        return pairs;
    }

    private static boolean names(NeighbourGraph graph, int i, int other, double cosine) {
        for (int place = 0; place < graph.k() && graph.cosine(i, place) >= cosine; place++) {
            if (graph.neighbour(i, place) == other) {
                return true;
            }
        }
        return false;
    }

    private void add(int one, int other) {
        if (size == first.length) {
            int larger = (int) Math.min(Integer.MAX_VALUE - 8, size * 2L);
            first = Arrays.copyOf(first, larger);
            second = Arrays.copyOf(second, larger);
        }
        first[size] = one;
        second[size] = other;
        size++;
    }

    /** Leaves those whose images are alike. Gives the rows that can't be opened; their pairs count as lost. */
    List<Integer> verify(Verification verification, double similarity, Watcher watcher) {
        int[] rows = IntStream.concat(Arrays.stream(first, 0, size), Arrays.stream(second, 0, size))
                .sorted()
                .distinct()
                .toArray();
        verification.open(rows, watcher);
        boolean[] open = new boolean[size];
        boolean[] alike = new boolean[size];
        Blocks.parallel(size, p -> {
            open[p] = verification.isOpen(first[p]) && verification.isOpen(second[p]);
            alike[p] = open[p] && verification.similarity(first[p], second[p]) >= similarity;
        });
        int left = 0;
        for (int p = 0; p < size; p++) {
            lost += open[p] ? 0 : 1;
            if (alike[p]) {
                first[left] = first[p];
                second[left++] = second[p];
            }
        }
        size = left;
        return Arrays.stream(rows)
                .filter(row -> !verification.isOpen(row))
                .boxed()
                .toList();
    }

    /** How many pairs. */
    int size() {
        return size;
    }

    /** How many pairs went since an image couldn't be opened. */
    long lost() {
        return lost;
    }

    /** In how many pairs each image is. */
    int[] degrees() {
        int[] degrees = new int[images];
        for (int p = 0; p < size; p++) {
            degrees[first[p]]++;
            degrees[second[p]]++;
        }
        return degrees;
    }

    /** Images that pairs lead from one to the other, at least two a group, ascending; groups by their first image. */
    int[][] groups() {
        int[] parent = IntStream.range(0, images).toArray();
        for (int p = 0; p < size; p++) {
            int one = root(parent, first[p]);
            int other = root(parent, second[p]);
            parent[Math.max(one, other)] = Math.min(one, other);
        }
        int[] sizes = new int[images];
        for (int i = 0; i < images; i++) {
            sizes[root(parent, i)]++;
        }
        int[] place = new int[images];
        int groups = 0;
        for (int i = 0; i < images; i++) {
            place[i] = sizes[i] > 1 ? groups++ : -1;
        }
        int[][] members = new int[groups][];
        int[] filled = new int[groups];
        for (int i = 0; i < images; i++) {
            int root = root(parent, i);
            int group = place[root];
            if (group >= 0) {
                if (filled[group] == 0) {
                    members[group] = new int[sizes[root]];
                }
                members[group][filled[group]++] = i;
            }
        }
        return members;
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
