package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Label-free measures of a set of images. Its JSON is the contract's.
 *
 * @param embeddingStd spread: 1 is ideal, 0 collapsed
 * @param effectiveRank RankMe: 1 up to the smaller of images and dimensions
 * @param alignment mean squared distance between views of one image, 0 to 4; null where there was one view
 * @param uniformity logarithm of the mean Gaussian potential, -8 to 0: lower is more even
 * @param images how many
 * @param dimensions of an embedding, D
 * @param correlationDiagonal {@link CrossCorrelation#diagonal} of two views; null where there was one
 * @param correlationOffDiagonal {@link CrossCorrelation#offDiagonal} of two views; null where there was one
 * @param lidar {@link Lidar}; null where it was not measured
 * @param lidarImages that it was measured on
 * @param lidarViews of each of them
 */
@JsonPropertyOrder({
    "protocol",
    "embedding_std",
    "effective_rank",
    "alignment",
    "uniformity",
    "images",
    "dimensions",
    "correlation_diagonal",
    "correlation_off_diagonal",
    "lidar",
    "lidar_images",
    "lidar_views",
    "settings"
})
public record CollapseResult(
        @JsonProperty("embedding_std") double embeddingStd,
        @JsonProperty("effective_rank") double effectiveRank,
        @JsonProperty("alignment") @Nullable Double alignment,
        @JsonProperty("uniformity") double uniformity,
        @JsonProperty("images") int images,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("correlation_diagonal") @Nullable Double correlationDiagonal,
        @JsonProperty("correlation_off_diagonal") @Nullable Double correlationOffDiagonal,
        @JsonProperty("lidar") @Nullable Double lidar,
        @JsonProperty("lidar_images") int lidarImages,
        @JsonProperty("lidar_views") int lidarViews) {
    /** Always {@code collapse}. */
    @JsonProperty("protocol")
    public String protocol() {
        return "collapse";
    }

    /** The settings that matter, in a line. */
    @JsonProperty("settings")
    public String settings() {
        return "spread × √D and uniformity (t 2) of L2-normalised embeddings, RankMe of embeddings as they are"
                + (alignment == null ? "" : ", alignment (α 2) and cross-correlation of two views")
                + (lidar == null
                        ? ""
                        : ", LiDAR of " + lidarImages + " images with " + lidarViews + " views each, δ 1e-4");
    }

    /** With the correlation of two views. */
    public CollapseResult with(CrossCorrelation correlation) {
        return new CollapseResult(
                embeddingStd,
                effectiveRank,
                alignment,
                uniformity,
                images,
                dimensions,
                correlation.diagonal(),
                correlation.offDiagonal(),
                lidar,
                lidarImages,
                lidarViews);
    }

    /** With {@link Lidar} of so many images with so many views each. */
    public CollapseResult withLidar(double value, int ofImages, int views) {
        return new CollapseResult(
                embeddingStd,
                effectiveRank,
                alignment,
                uniformity,
                images,
                dimensions,
                correlationDiagonal,
                correlationOffDiagonal,
                value,
                ofImages,
                views);
    }
}
