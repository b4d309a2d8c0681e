package dev.selfsame.log;

import dev.selfsame.train.TrainingListener.StepMetrics;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of a line of {@code metrics.jsonl} by their names there. */
final class NamedNumbers {
    /** What a probe measures. */
    static final String KNN = "knn_top1";

    private NamedNumbers() {}

    /** In the order of the line, without the step; NaN for what the method doesn't tell. */
    static Map<String, Double> of(StepMetrics line) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("epoch", (double) line.epoch());
        numbers.put("images", (double) line.images());
        numbers.put("loss", line.loss());
        line.terms().forEach((name, value) -> numbers.put("terms/" + name, value));
        numbers.put("learning_rate", line.learningRate());
        numbers.putAll(line.measures());
        numbers.put("images_per_second", line.imagesPerSecond());
        numbers.put("load_wait", line.loadWait());
        numbers.put("embedding_std", line.embeddingStd());
        numbers.put("feature_std", line.featureStd());
        numbers.put("effective_rank", line.effectiveRank());
        numbers.put("rank_bound", (double) line.rankBound());
        numbers.put("seconds", line.seconds());
        return numbers;
    }

    /** Those of them that are numbers. */
    static Map<String, Double> finite(StepMetrics line) {
        Map<String, Double> numbers = of(line);
        numbers.values().removeIf(value -> !Double.isFinite(value));
        return numbers;
    }
}
