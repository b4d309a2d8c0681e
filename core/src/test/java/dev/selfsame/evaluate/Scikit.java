package dev.selfsame.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What scikit-learn and NumPy said of small features: {@code benchmarks/peers/golden_protocols.py} wrote it. */
final class Scikit {
    static final JsonNode ALL = read();

    private Scikit() {}

    private static JsonNode read() {
        try (InputStream in = Scikit.class.getResourceAsStream("/evaluate/scikit.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Labelled train(DType type) {
        return labelled(ALL.path("train"), ALL.path("train_labels"), type);
    }

    static Labelled test(DType type) {
        return labelled(ALL.path("test"), ALL.path("test_labels"), type);
    }

    static int[] ints(JsonNode values) {
        int[] ints = new int[values.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = values.get(i).asInt();
        }
        return ints;
    }

    static Tensor matrix(JsonNode rows) {
        int d = rows.get(0).size();
        double[] values = new double[rows.size() * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i / d).get(i % d).asDouble();
        }
        return Tensor.of(values, rows.size(), d);
    }

    private static Labelled labelled(JsonNode rows, JsonNode labels, DType type) {
        try (Tensor matrix = matrix(rows)) {
            return Labelled.of(matrix.to(type), ints(labels), 4);
        }
    }
}
