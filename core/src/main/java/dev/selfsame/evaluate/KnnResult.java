package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What nearest neighbours said. Its JSON is the contract's.
 *
 * @param predictions of each test image
 * @param k neighbours
 * @param temperature of their weights
 * @param trainImages how many chose
 * @param dimensions of a feature
 * @param seconds it took
 */
@JsonPropertyOrder({
    "protocol",
    "top1",
    "top5",
    "k",
    "temperature",
    "train_images",
    "test_images",
    "dimensions",
    "seconds",
    "top1_low",
    "top1_high",
    "chance",
    "settings"
})
public record KnnResult(
        @JsonIgnore Predictions predictions,
        @JsonProperty("k") int k,
        @JsonProperty("temperature") double temperature,
        @JsonProperty("train_images") int trainImages,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("seconds") double seconds)
        implements Classified {
    /** Always {@code knn}. */
    @Override
    public String protocol() {
        return "knn";
    }

    @Override
    public String settings() {
        return "k " + k + ", cosine, votes e^(cosine/" + temperature + ")";
    }

    /** The same with another time, such as that of the embedding too. */
    public KnnResult withSeconds(double newSeconds) {
        return new KnnResult(predictions, k, temperature, trainImages, dimensions, newSeconds);
    }
}
