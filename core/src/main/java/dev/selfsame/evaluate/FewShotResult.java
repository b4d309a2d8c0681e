package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a few labels were worth. Its JSON is the contract's.
 *
 * @param ways classes of an episode
 * @param shots training images of each
 * @param queries test images of each; 0 for all
 * @param episodes that were drawn
 * @param centroidTop1 mean share of right predictions by the nearest centroid, 0 to 1
 * @param centroidCi95 half of its 95 % interval: 1.96 standard errors
 * @param logisticTop1 mean share of right predictions by logistic regression, 0 to 1; null without
 * @param logisticCi95 half of its 95 % interval: 1.96 standard errors; null without
 * @param trainImages to draw from
 * @param testImages to draw from
 * @param dimensions of a feature
 * @param seconds it took
 * @param settings {@link FewShot#settings}
 */
@JsonPropertyOrder({
    "protocol",
    "ways",
    "shots",
    "queries",
    "episodes",
    "centroid_top1",
    "centroid_ci95",
    "logistic_top1",
    "logistic_ci95",
    "train_images",
    "test_images",
    "dimensions",
    "seconds",
    "settings"
})
public record FewShotResult(
        @JsonProperty("ways") int ways,
        @JsonProperty("shots") int shots,
        @JsonProperty("queries") int queries,
        @JsonProperty("episodes") int episodes,
        @JsonProperty("centroid_top1") double centroidTop1,
        @JsonProperty("centroid_ci95") double centroidCi95,
        @JsonProperty("logistic_top1") @Nullable Double logisticTop1,
        @JsonProperty("logistic_ci95") @Nullable Double logisticCi95,
        @JsonProperty("train_images") int trainImages,
        @JsonProperty("test_images") int testImages,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("settings") String settings) {
    /** Always {@code few-shot}. */
    @JsonProperty("protocol")
    public String protocol() {
        return "few-shot";
    }

    /** The same with another time, such as that of the embedding too. */
    public FewShotResult withSeconds(double newSeconds) {
        return new FewShotResult(
                ways,
                shots,
                queries,
                episodes,
                centroidTop1,
                centroidCi95,
                logisticTop1,
                logisticCi95,
                trainImages,
                testImages,
                dimensions,
                newSeconds,
                settings);
    }
}
