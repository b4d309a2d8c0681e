package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a classifier did on one class. Its JSON is the contract's.
 *
 * @param name of the class
 * @param images test images of it
 * @param predicted test images that were given it
 * @param correct how many of these are of it
 * @param recall correct over images, 0 to 1; null without images
 * @param precision correct over predicted, 0 to 1; null where it was never predicted
 * @param f1 the harmonic mean of both, 0 to 1: {@code 2 correct / (images + predicted)}; null without either
 */
@JsonPropertyOrder({"class", "images", "predicted", "correct", "recall", "precision", "f1"})
public record ClassScore(
        @JsonProperty("class") String name,
        @JsonProperty("images") int images,
        @JsonProperty("predicted") int predicted,
        @JsonProperty("correct") int correct,
        @JsonProperty("recall") @Nullable Double recall,
        @JsonProperty("precision") @Nullable Double precision,
        @JsonProperty("f1") @Nullable Double f1) {
    static ClassScore of(String name, int images, int predicted, int correct) {
        return new ClassScore(
                name,
                images,
                predicted,
                correct,
                share(correct, images),
                share(correct, predicted),
                share(2.0 * correct, images + predicted));
    }

    private static @Nullable Double share(double part, int whole) {
        return whole == 0 ? null : part / whole;
    }

    /** Recall, precision and F1. */
    List<@Nullable Double> shares() {
        return Arrays.asList(recall, precision, f1);
    }
}
