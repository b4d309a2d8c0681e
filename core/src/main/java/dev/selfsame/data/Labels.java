package dev.selfsame.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a source's images. Classes get numbers as they come, and their sorted places at the
 * end.
 */
final class Labels {
    private final Map<String, Integer> numbers = new TreeMap<>(FileNames.UTF8_ORDER);
    private int[] numberOf = {};
    private int size;

    /** Notes a class, whether an image has it or not. */
    void know(String label) {
        numbers.computeIfAbsent(label, unused -> numbers.size());
    }

    /** The label of the next image, null without one. */
    void add(@Nullable String label) {
        if (label != null) {
            set(size, label);
        }
        size++;
    }

    /** Notes the label of an image, in any order. Images without labels take no memory until one has a label. */
    void set(int i, String label) {
        if (i >= numberOf.length) {
            int old = numberOf.length;
            numberOf = Arrays.copyOf(numberOf, (int) Math.min(Integer.MAX_VALUE - 8, i + (i >> 1) + 16L));
            Arrays.fill(numberOf, old, numberOf.length, -1);
        }
        numberOf[i] = numbers.computeIfAbsent(label, unused -> numbers.size());
    }

    /** Whether no image has a label and no class is known. */
    boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** How many images. */
    int size() {
        return size;
    }

    /** Of each image that was added the place of its label among {@link #classes}; empty where there are no classes. */
    int[] places() {
        return places(size);
    }

    /** Of so many images the place of each one's label among {@link #classes}, -1 without one; empty without classes. */
    int[] places(int images) {
        if (numbers.isEmpty()) {
            return new int[0];
        }
        int[] place = new int[numbers.size()];
        int next = 0;
        for (int number : numbers.values()) {
            place[number] = next++;
        }
        int[] sorted = new int[images];
        for (int i = 0; i < images; i++) {
            int number = i < numberOf.length ? numberOf[i] : -1;
            sorted[i] = number < 0 ? -1 : place[number];
        }
        return sorted;
    }

    /** The names of the classes in UTF-8 byte order. */
    List<String> classes() {
        return List.copyOf(numbers.keySet());
    }

    /** Such as {@code in 10 classes}; in {@code none} where there are none. */
    static String count(List<String> classes, String none) {
        return classes.isEmpty() ? none : "in " + classes.size() + (classes.size() == 1 ? " class" : " classes");
    }
}
