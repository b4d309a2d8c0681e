package dev.selfsame.evaluate;

/**
 * The k most similar rows of a bank that is walked in rising order. Of equal similarities the lower row counts as more
 * similar, so that the choice does not depend on how the bank is cut into pieces. A heap whose root is the worst.
 */
final class Neighbours {
    /** Of votes e to this, a double holds more than there are rows. */
    private static final double LARGEST = 680;

    private final double[] similarities;
    private final int[] rows;
    private int size;

    Neighbours(int k) {
        similarities = new double[k];
        rows = new int[k];
    }

    void offer(double similarity, int row) {
        if (size < rows.length) {
            int at = size++;
            while (at > 0 && worse(similarity, row, (at - 1) / 2)) {
                move((at - 1) / 2, at);
                at = (at - 1) / 2;
            }
            set(at, similarity, row);
        } else if (similarity > similarities[0]) {
            replaceWorst(similarity, row, size);
        }
    }

    /** Offers so many rows, of which {@code row} is the first. */
    void offer(float[] values, int from, int count, int row) {
        int i = 0;
        while (size < rows.length && i < count) {
            offer(values[from + i], row + i);
            i++;
        }
        double worst = similarities[0];
        for (; i < count; i++) {
            if (values[from + i] > worst) {
                replaceWorst(values[from + i], row + i, size);
                worst = similarities[0];
            }
        }
    }

    /**
     * Votes {@code e^(similarity / temperature)} of each neighbour for its class, the most similar first. Where that would be
     * infinite, each vote is divided by that of the most similar.
     */
    double[] votes(int[] labels, int classes, double temperature) {
        for (int end = size - 1; end > 0; end--) { // heap sort: the worst goes to the end
            double worst = similarities[0];
            int worstRow = rows[0];
            replaceWorst(similarities[end], rows[end], end);
            set(end, worst, worstRow);
        }
        double most = size == 0 ? 0 : similarities[0] / temperature;
        double divisor = most < LARGEST ? 0 : most;
        double[] votes = new double[classes];
        for (int i = 0; i < size; i++) {
            votes[labels[rows[i]]] += Math.exp(similarities[i] / temperature - divisor);
        }
        return votes;
    }

    /** Puts an entry into the root of the first {@code length} entries and lets it sink. */
    private void replaceWorst(double similarity, int row, int length) {
        int at = 0;
        while (2 * at + 1 < length) {
            int child = 2 * at + 1;
            if (child + 1 < length && worse(similarities[child + 1], rows[child + 1], child)) {
                child++;
            }
            if (worse(similarity, row, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        set(at, similarity, row);
    }

    private boolean worse(double similarity, int row, int other) {
        return similarity < similarities[other] || (similarity == similarities[other] && row > rows[other]);
    }

    private void move(int from, int to) {
        set(to, similarities[from], rows[from]);
    }

    private void set(int at, double similarity, int row) {
        similarities[at] = similarity;
        rows[at] = row;
    }
}
