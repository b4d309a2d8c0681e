package dev.selfsame.evaluate;

import dev.selfsame.model.Embeddings;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Features with the class of each row, checked once. Its tensor lives until it is closed. */
public final class Labelled implements AutoCloseable {
    private final Tensor features;
    private final int[] labels;
    private final int classes;
    private final List<String> names;

    private Labelled(Tensor features, int[] labels, int classes, List<String> names) {
        this.features = features;
        this.labels = labels;
        this.classes = classes;
        this.names = names;
    }

    /**
     * Takes over a tensor.
     *
     * @param features [N, D], floating and finite, N at least 1
     * @param labels the class of each row: 0 to {@code classes - 1}
     * @param classes at least 1; classes without a row are allowed
     * @throws IllegalArgumentException if a number is outside its range; then the caller still owns the tensor
     */
    public static Labelled of(Tensor features, int[] labels, int classes) {
        return of(features, labels, classes, List.of());
    }

    private static Labelled of(Tensor features, int[] labels, int classes, List<String> names) {
        Rows.require("features", features, 1);
        if (labels.length != features.size(0)) {
            throw new IllegalArgumentException(
                    "there are " + features.size(0) + " rows of features and " + labels.length + " labels");
        }
        if (classes < 1) {
            throw new IllegalArgumentException("classes must be at least 1, got " + classes);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "label of row " + i + " must be 0 to " + (classes - 1) + ", got " + labels[i]);
            }
        }
        return new Labelled(features.unscoped(), labels.clone(), classes, names);
    }

    /**
     * Copies arrays; there are as many classes as the largest label says.
     *
     * @param features rows of one length
     * @param labels the class of each row, at least 0
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static Labelled of(float[][] features, int[] labels) {
        if (features.length == 0) {
            throw new IllegalArgumentException("features must be at least 1 row, got 0");
        }
        int d = features[0].length;
        Tensor all = Tensor.zeros(DType.FLOAT32, features.length, d).unscoped();
        try {
            for (int i = 0; i < features.length; i++) {
                if (features[i].length != d) {
                    throw new IllegalArgumentException("features must be rows of one length: row " + i + " has "
                            + features[i].length + " values, row 0 has " + d);
                }
                try (Tensor row = all.select(0, i);
                        Tensor values = Tensor.of(features[i], d)) {
                    row.copyInPlace(values);
                }
            }
            int classes = 1;
            for (int label : labels) {
                classes = Math.max(classes, label + 1);
            }
            return of(all, labels, classes);
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /**
     * Embeddings with the labels of their images.
     *
     * @param classes every label that there may be, such as the classes of the training images; a label's place is its
     *     class number
     * @throws IllegalArgumentException if an image has no label, or one that is none of {@code classes}
     */
    public static Labelled of(Embeddings embeddings, List<String> classes) {
        Map<String, Integer> numbers = new HashMap<>();
        classes.forEach(name -> numbers.putIfAbsent(name, numbers.size()));
        int[] labels = new int[embeddings.size()];
        for (int i = 0; i < labels.length; i++) {
            String label = embeddings.labels().get(i);
            Integer number = label == null ? null : numbers.get(label);
            if (number == null) {
                throw new IllegalArgumentException(
                        "the label of " + embeddings.names().get(i) + " must be one of the classes given, got "
                                + (label == null ? "none" : label));
            }
            labels[i] = number;
        }
        Tensor rows = embeddings.tensor();
        try {
            return of(rows, labels, classes.size(), List.copyOf(classes));
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** [N, D]; owned by this. */
    public Tensor features() {
        return features;
    }

    /** The class of a row. */
    public int label(int row) {
        return labels[row];
    }

    /** The number of rows, N. */
    public int size() {
        return labels.length;
    }

    /** The length of a row, D. */
    public int dimensions() {
        return (int) features.size(1);
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /** The name of a class; its number where classes have no names. */
    public String className(int number) {
        return number < names.size() ? names.get(number) : Integer.toString(number);
    }

    /** The rows of each class, rising: [classes][its rows]. */
    int[][] rowsByClass() {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        int[][] rows = new int[classes][];
        for (int c = 0; c < classes; c++) {
            rows[c] = new int[counts[c]];
        }
        for (int i = labels.length - 1; i >= 0; i--) {
            rows[labels[i]][--counts[labels[i]]] = i;
        }
        return rows;
    }

    void requireTwoClasses(String protocol) {
        for (int label : labels) {
            if (label != labels[0]) {
                return;
            }
        }
        throw new IllegalArgumentException(
                protocol + " needs training rows of at least two classes; all are of class " + className(labels[0]));
    }

    /** The names of all classes of this and of another, which has them in the same order. */
    List<String> namesWith(Labelled other) {
        Labelled more = other.classes > classes ? other : this;
        return IntStream.range(0, more.classes).mapToObj(more::className).toList();
    }

    void requireDimensionsOf(Labelled train) {
        if (dimensions() != train.dimensions()) {
            throw new IllegalArgumentException("features must have as many values a row in train (" + train.dimensions()
                    + ") as in test, got " + dimensions());
        }
    }

    @Override
    public void close() {
        features.close();
    }

    @Override
    public String toString() {
        return "Labelled(" + size() + " rows, " + classes + " classes)";
    }
}
