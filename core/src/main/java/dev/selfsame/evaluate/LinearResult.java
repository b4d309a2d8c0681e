package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How far a linear classifier came. Its JSON is the contract's.
 *
 * @param predictions of each test image
 * @param variant {@link LinearProbe#variant}
 * @param trainImages how many it was trained on
 * @param dimensions of a feature
 * @param seconds it took
 * @param epochs it was trained
 * @param learningRate it started with
 * @param batchSize rows a step
 * @param settings {@link LinearProbe#settings}, and what the features were of
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
    "batch_size",
    "top1_low",
    "top1_high",
    "chance",
    "variant",
    "settings"
})
public record LinearResult(
        @JsonIgnore Predictions predictions,
        @JsonProperty("variant") String variant,
        @JsonProperty("train_images") int trainImages,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("epochs") int epochs,
        @JsonProperty("learning_rate") double learningRate,
        @JsonProperty("batch_size") int batchSize,
        @JsonProperty("settings") String settings)
        implements Classified {
    /** Always {@code linear}. */
    @Override
    public String protocol() {
        return "linear";
    }

    /** The same with another time, such as that of the embedding too. */
    public LinearResult withSeconds(double newSeconds) {
        return new LinearResult(
                predictions, variant, trainImages, dimensions, newSeconds, epochs, learningRate, batchSize, settings);
    }
}
