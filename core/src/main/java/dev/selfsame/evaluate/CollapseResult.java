package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Label-free measures of a set of images. Its JSON is the contract's.
 *
 * @param embeddingStd spread: 1 is ideal, 0 collapsed
 * @param effectiveRank 1 up to the smaller of images and dimensions
 * @param alignment mean squared distance between views of one image, 0 to 4; null where there was one view
 * @param uniformity logarithm of the mean Gaussian potential, -8 to 0: lower is more even
 * @param images how many
 */
@JsonPropertyOrder({"protocol", "embedding_std", "effective_rank", "alignment", "uniformity", "images"})
public record CollapseResult(
        @JsonProperty("embedding_std") double embeddingStd,
        @JsonProperty("effective_rank") double effectiveRank,
        @JsonProperty("alignment") @Nullable Double alignment,
        @JsonProperty("uniformity") double uniformity,
        @JsonProperty("images") int images) {
    /** Always {@code collapse}. */
    @JsonProperty("protocol")
    public String protocol() {
        return "collapse";
    }
}
