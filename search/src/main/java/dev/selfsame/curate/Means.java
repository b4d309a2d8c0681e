package dev.selfsame.curate;

import dev.selfsame.tensor.Tensor;

/** The mean of the rows of each cluster, summed in float64 in the order of the rows; zeros for a cluster without rows. */
final class Means {
    private final double[] values;
    private final int[] sizes;

    private Means(double[] values, int[] sizes) {
        this.values = values;
        this.sizes = sizes;
    }

    static Means of(Tensor rows, int[] clusterOf, int k) {
        int d = (int) rows.size(1);
        double[] sums = new double[Math.multiplyExact(k, d)];
        int[] sizes = new int[k];
        Blocks.each(rows, (some, start) -> {
            float[] values = some.toFloats();
            for (int i = 0; i < some.size(0); i++) {
                int cluster = clusterOf[start + i];
                sizes[cluster]++;
                for (int j = 0; j < d; j++) {
                    sums[cluster * d + j] += values[i * d + j];
                }
            }
        });
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < d; j++) {
                sums[c * d + j] /= Math.max(1, sizes[c]);
            }
        }
        return new Means(sums, sizes);
    }

    /** [K · D]. Not a copy. */
    double[] values() {
        return values;
    }

    /** Rows of each cluster: [K]. Not a copy. */
    int[] sizes() {
        return sizes;
    }

    int dimension() {
        return values.length / sizes.length;
    }

    /** float64 [K, D]. */
    Tensor tensor() {
        return Tensor.of(values, sizes.length, dimension());
    }

    /** ‖x - mean of cluster c‖². */
    double square(float[] rows, int row, int c) {
        int d = dimension();
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = rows[row * d + j] - values[c * d + j];
            sum += difference * difference;
        }
        return sum;
    }
}
