package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How far a linear classifier came. Its JSON is the contract's.
 *
 * @param top1 share of test images whose class has the highest score, 0 to 1
 * @param top5 share of test images whose class has one of the five highest scores, 0 to 1
 * @param trainImages how many it was trained on
 * @param testImages how many were classified
 * @param dimensions of a feature
 * @param seconds it took
 * @param epochs it was trained
 * @param learningRate it started with
 * @param batchSize rows a step
 */
@JsonPropertyOrder({
    "protocol",
    "top1",
    "top5",
    "train_images",
    "test_images",
    "dimensions",
    "seconds",
    "epochs",
    "learning_rate",
    "batch_size"
})
public record LinearResult(
        @JsonProperty("top1") double top1,
        @JsonProperty("top5") double top5,
        @JsonProperty("train_images") int trainImages,
        @JsonProperty("test_images") int testImages,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("epochs") int epochs,
        @JsonProperty("learning_rate") double learningRate,
        @JsonProperty("batch_size") int batchSize) {
    /** Always {@code linear}. */
    @JsonProperty("protocol")
    public String protocol() {
        return "linear";
    }

    /** The same with another time, such as that of the embedding too. */
    public LinearResult withSeconds(double newSeconds) {
        return new LinearResult(
                top1, top5, trainImages, testImages, dimensions, newSeconds, epochs, learningRate, batchSize);
    }
}
