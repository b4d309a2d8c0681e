package dev.selfsame.benchmarks.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of an {@code .npy} file of little-endian float32 [N, D], in C order.
 *
 * @param rows N
 * @param columns D
 * @param values row by row
 */
record NpyRows(int rows, int columns, FloatBuffer values) {
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\((\\d+), *(\\d+)\\)");
    private static final int LENGTH_AT = 8;

    static NpyRows read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Short.toUnsignedInt(bytes.getShort(LENGTH_AT));
        int start = LENGTH_AT + Short.BYTES;
        String header = new String(bytes.array(), start, length, StandardCharsets.ISO_8859_1);
        Matcher shape = SHAPE.matcher(header);
        if (!header.contains("<f4") || header.contains("'fortran_order': True") || !shape.find()) {
            throw new IOException(file + " is no matrix of float32: " + header.strip());
        }
        FloatBuffer values = bytes.slice(start + length, bytes.capacity() - start - length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        return new NpyRows(Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)), values);
    }

    /**
     * The smallest cosine between a row of this and the same row of another, each less the mean of its rows: what all
     * images have in common would make any two alike.
     */
    double leastCosine(NpyRows other) {
        double[] mean = mean();
        double[] otherMean = other.mean();
        double least = 1;
        for (int i = 0; i < rows; i++) {
            double ab = 0;
            double aa = 0;
            double bb = 0;
            for (int j = 0; j < columns; j++) {
                double a = values.get(i * columns + j) - mean[j];
                double b = other.values.get(i * columns + j) - otherMean[j];
                ab += a * b;
                aa += a * a;
                bb += b * b;
            }
            least = Math.min(least, ab / Math.sqrt(aa * bb));
        }
        return least;
    }

    private double[] mean() {
        double[] mean = new double[columns];
        for (int i = 0; i < rows * columns; i++) {
            mean[i % columns] += values.get(i) / (double) rows;
        }
        return mean;
    }
}
