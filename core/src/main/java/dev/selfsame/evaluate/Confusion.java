package dev.selfsame.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which classes were taken for which, and what that means for each class. */
public final class Confusion {
    private final List<String> classes;
    private final int[][] counts; // [true][predicted]; rows of classes without a test image share one of zeros

    private Confusion(List<String> classes, int[][] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    /**
     * Counts predictions.
     *
     * @param classes the name of each class, in the order of their numbers
     * @param labels the class of each row
     * @param predicted the class that each row was given; -1 for none, which is counted nowhere
     */
    static Confusion of(List<String> classes, int[] labels, int[] predicted) {
        int[] none = new int[classes.size()];
        int[][] counts = new int[classes.size()][];
        Arrays.fill(counts, none);
        for (int i = 0; i < labels.length; i++) {
            if (counts[labels[i]] == none) {
                counts[labels[i]] = new int[classes.size()];
            }
            if (predicted[i] >= 0) {
                counts[labels[i]][predicted[i]]++;
            }
        }
        return new Confusion(classes, counts);
    }

    /** The names of the classes, in the order of their numbers. */
    public List<String> classes() {
        return classes;
    }

    /** How many test images of a class were given a class. */
    public int count(int label, int predicted) {
        return counts[label][predicted];
    }

    /** The matrix: a row a true class, in it a number for each class that was given. */
    public int[][] counts() {
        int[][] copy = new int[counts.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = counts[i].clone();
        }
        return copy;
    }

    /** A line for each class, in the order of their numbers. */
    public List<ClassScore> perClass() {
        int[] given = new int[classes.size()];
        for (int[] row : counts) {
            for (int c = 0; c < row.length; c++) {
                given[c] += row[c];
            }
        }
        List<ClassScore> scores = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            int images = 0;
            for (int count : counts[c]) {
                images += count;
            }
            scores.add(ClassScore.of(classes.get(c), images, given[c], counts[c][c]));
        }
        return scores;
    }

    /** Writes the matrix as CSV: a first line {@code true\predicted,NAME,…}, then a line for each true class. */
    public void writeMatrix(Appendable out) throws IOException {
        out.append("true\\predicted");
        for (String name : classes) {
            out.append(',').append(quoted(name));
        }
        out.append('\n');
        for (int c = 0; c < classes.size(); c++) {
            out.append(quoted(classes.get(c)));
            for (int count : counts[c]) {
                out.append(',').append(Integer.toString(count));
            }
            out.append('\n');
        }
    }

    /** Writes {@link #perClass} as CSV; what has no value is empty. */
    public void writePerClass(Appendable out) throws IOException {
        out.append("class,images,predicted,correct,recall,precision,f1\n");
        for (ClassScore score : perClass()) {
            out.append(quoted(score.name()));
            for (Object value : new Object[] {score.images(), score.predicted(), score.correct()}) {
                out.append(',').append(value.toString());
            }
            for (Double value : score.shares()) {
                out.append(',').append(value == null ? "" : value.toString());
            }
            out.append('\n');
        }
    }

    private static String quoted(String name) {
        return name.matches("(?s).*[,\"\\r\\n].*") ? '"' + name.replace("\"", "\"\"") + '"' : name;
    }

    @Override
    public String toString() {
        return "Confusion(" + classes.size() + " classes)";
    }
}
