package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What nearest neighbours said. Its JSON is the contract's.
 *
 * @param top1 share of test images whose class has the most votes, 0 to 1
 * @param top5 share of test images whose class is among the five with the most votes, 0 to 1
 * @param k neighbours
 * @param temperature of their weights
 * @param trainImages how many chose
 * @param testImages how many were classified
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
    "seconds"
})
public record KnnResult(
        @JsonProperty("top1") double top1,
        @JsonProperty("top5") double top5,
        @JsonProperty("k") int k,
        @JsonProperty("temperature") double temperature,
        @JsonProperty("train_images") int trainImages,
        @JsonProperty("test_images") int testImages,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("seconds") double seconds) {
    /** Always {@code knn}. */
    @JsonProperty("protocol")
    public String protocol() {
        return "knn";
    }

    /** The same with another time, such as that of the embedding too. */
    public KnnResult withSeconds(double newSeconds) {
        return new KnnResult(top1, top5, k, temperature, trainImages, testImages, dimensions, newSeconds);
    }
}
