package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * How far logistic regression came. Its JSON is the contract's.
 *
 * @param predictions of each test image
 * @param c the inverse strength of the regularisation that was taken
 * @param folds that chose it; 0 where it was given
 * @param foldTop1 mean accuracy over the folds with it, 0 to 1; null where it was given
 * @param iterations of the last fit
 * @param converged whether they sufficed
 * @param trainImages how many it was fitted to
 * @param dimensions of a feature
 * @param seconds it took
 * @param settings {@link LogisticRegression#settings}
 */
@JsonPropertyOrder({
    "protocol",
    "top1",
    "top1_low",
    "top1_high",
    "chance",
    "top5",
    "c",
    "folds",
    "fold_top1",
    "iterations",
    "converged",
    "train_images",
    "test_images",
    "dimensions",
    "seconds",
    "settings"
})
public record LogisticResult(
        @JsonIgnore Predictions predictions,
        @JsonProperty("c") double c,
        @JsonProperty("folds") int folds,
        @JsonProperty("fold_top1") @Nullable Double foldTop1,
        @JsonProperty("iterations") int iterations,
        @JsonProperty("converged") boolean converged,
        @JsonProperty("train_images") int trainImages,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("settings") String settings)
        implements Classified {
    /** Always {@code logistic}. */
    @Override
    public String protocol() {
        return "logistic";
    }

    /** The same with another time, such as that of the embedding too. */
    public LogisticResult withSeconds(double newSeconds) {
        return new LogisticResult(
                predictions, c, folds, foldTop1, iterations, converged, trainImages, dimensions, newSeconds, settings);
    }
}
