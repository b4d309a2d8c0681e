package dev.selfsame.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The labels of images, noted in any order. They get numbers as they come, and their sorted places at the end. */
final class LabelTable {
    private final Map<String, Integer> labels = new TreeMap<>(FileNames.UTF8_ORDER);
    private int[] labelOf = {};

    /** Notes the label of an image; unlabelled sources need no array. */
    void set(int i, String label) {
        if (i >= labelOf.length) {
            int old = labelOf.length;
            labelOf = Arrays.copyOf(labelOf, i + (i >> 1) + 16);
            Arrays.fill(labelOf, old, labelOf.length, -1);
        }
        labelOf[i] = labels.computeIfAbsent(label, unused -> labels.size());
    }

    /** Whether no image has a label. */
    boolean isEmpty() {
        return labels.isEmpty();
    }

    /** The labels in UTF-8 byte order. */
    List<String> classes() {
        return List.copyOf(labels.keySet());
    }

    /** The place of each image's label in {@link #classes}, -1 without one; empty where no image has a label. */
    int[] classOf(int images) {
        if (labels.isEmpty()) {
            return new int[0];
        }
        int[] place = new int[labels.size()];
        int next = 0;
        for (int label : labels.values()) {
            place[label] = next++;
        }
        int[] sorted = new int[images];
        for (int i = 0; i < images; i++) {
            int label = i < labelOf.length ? labelOf[i] : -1;
            sorted[i] = label < 0 ? -1 : place[label];
        }
        return sorted;
    }
}
