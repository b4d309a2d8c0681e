package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How far a network came that was trained with labels. Its JSON is the contract's.
 *
 * @param predictions of each test image
 * @param start {@code pretrained} or {@code scratch}
 * @param labels share of the training labels that was used
 * @param trainImages how many it was trained on
 * @param dimensions of a feature
 * @param seconds it took
 * @param epochs it was trained
 * @param learningRate of the last layer at its highest
 * @param batchSize images a step
 * @param settings {@link Finetune#settings()}
 */
@JsonPropertyOrder({
    "protocol",
    "top1",
    "top1_low",
    "top1_high",
    "chance",
    "top5",
    "start",
    "labels",
    "train_images",
    "test_images",
    "dimensions",
    "seconds",
    "epochs",
    "learning_rate",
    "batch_size",
    "settings"
})
public record FinetuneResult(
        @JsonIgnore Predictions predictions,
        @JsonProperty("start") String start,
        @JsonProperty("labels") double labels,
        @JsonProperty("train_images") int trainImages,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("epochs") int epochs,
        @JsonProperty("learning_rate") double learningRate,
        @JsonProperty("batch_size") int batchSize,
        @JsonProperty("settings") String settings)
        implements Classified {
    /** Always {@code finetune}. */
    @Override
    public String protocol() {
        return "finetune";
    }
}
