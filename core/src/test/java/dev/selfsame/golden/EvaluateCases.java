package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The golden groups {@code knn} and {@code std_of_l2_normalized}. */
final class EvaluateCases {
    private EvaluateCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        boolean knn = goldenCase.get("target").asText().equals("knn_predict");
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope()) {
                if (goldenCase.get("expected").has("raises")) {
                    assertThrows(IllegalArgumentException.class, () -> run(goldenCase, dtype, knn));
                } else {
                    Nonfinite.orRefused(goldenCase, () -> {
                        run(goldenCase, dtype, knn);
                        return true;
                    });
                }
            }
        }
    }

    private static void run(JsonNode goldenCase, DType dtype, boolean knn) {
        if (knn) {
            checkVotes(goldenCase, dtype);
        } else {
            checkSpread(goldenCase, dtype);
        }
    }

    /** It computes in float64 whatever it is given, and inputs are exact in float32. */
    private static void checkSpread(JsonNode goldenCase, DType dtype) {
        double std = Collapse.std(Golden.tensor(goldenCase.get("inputs").get("z"), dtype));
        double[] expected = Golden.numbers(goldenCase.get("expected").get("result"));
        boolean nonfinite = Nonfinite.isExpected(goldenCase);
        Golden.assertClose("result", expected, new double[] {std}, DType.FLOAT64, 0, nonfinite);
    }

    private static void checkVotes(JsonNode goldenCase, DType dtype) {
        JsonNode args = goldenCase.get("args");
        JsonNode inputs = goldenCase.get("inputs");
        int classes = args.get("num_classes").asInt();
        int[] labels = Arrays.stream(Golden.numbers(inputs.get("feature_labels")))
                .mapToInt(label -> (int) label)
                .toArray();
        Knn knn = new Knn(args.path("knn_k").asInt(200), args.path("knn_t").asDouble(0.1)); // Lightly's defaults
        Tensor bank = Golden.tensor(inputs.get("feature_bank"), dtype).t().contiguous(); // given as [D, N]
        try (Labelled labelled = Labelled.of(bank, labels, classes)) {
            double[][] votes = knn.votes(Golden.tensor(inputs.get("feature"), dtype), labelled);
            JsonNode expected = goldenCase.get("expected");
            Golden.assertClose(
                    "scores",
                    Golden.numbers(expected.get("scores")),
                    Arrays.stream(votes).flatMapToDouble(Arrays::stream).toArray(),
                    dtype,
                    Golden.float32Error(goldenCase, "scores"),
                    Nonfinite.isExpected(goldenCase));
            double[] predicted = Golden.numbers(expected.get("predicted"));
            for (int i = 0; i < votes.length; i++) {
                double[] own = votes[i];
                int[] order = IntStream.range(0, classes)
                        .boxed()
                        .sorted(Comparator.comparingDouble(c -> -own[c]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                for (int j = 0; j < expected.get("decided").get(i).asInt(); j++) {
                    assertEquals(predicted[i * classes + j], order[j], "row " + i + ", place " + j);
                }
            }
        }
    }
}
