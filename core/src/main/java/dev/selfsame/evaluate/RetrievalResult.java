package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How well images of a class find each other. Its JSON is the contract's.
 *
 * @param map mean average precision over the whole ranking, 0 to 1
 * @param mapInterval between what it lies with 95 % confidence, by {@link Bootstrap} over the queries with seed 1
 * @param recallAt1 share of queries whose most similar image is of their class, 0 to 1
 * @param recallAt1Interval the same for it
 * @param recallAt5 share of queries with one of their class among the five most similar, 0 to 1
 * @param recallAt10 share of queries with one of their class among the ten most similar, 0 to 1
 * @param galleryImages how many were ranked
 * @param queries how many asked
 * @param dimensions of a feature
 * @param seconds it took
 * @param settings the settings that matter, in a line
 */
@JsonPropertyOrder({
    "protocol",
    "map",
    "map_low",
    "map_high",
    "recall_at_1",
    "recall_at_1_low",
    "recall_at_1_high",
    "recall_at_5",
    "recall_at_10",
    "gallery_images",
    "queries",
    "dimensions",
    "seconds",
    "settings"
})
public record RetrievalResult(
        @JsonProperty("map") double map,
        @JsonIgnore Interval mapInterval,
        @JsonProperty("recall_at_1") double recallAt1,
        @JsonIgnore Interval recallAt1Interval,
        @JsonProperty("recall_at_5") double recallAt5,
        @JsonProperty("recall_at_10") double recallAt10,
        @JsonProperty("gallery_images") int galleryImages,
        @JsonProperty("queries") int queries,
        @JsonProperty("dimensions") int dimensions,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("settings") String settings) {
    /** Always {@code retrieval}. */
    @JsonProperty("protocol")
    public String protocol() {
        return "retrieval";
    }

    @JsonProperty("map_low")
    double mapLow() {
        return mapInterval.low();
    }

    @JsonProperty("map_high")
    double mapHigh() {
        return mapInterval.high();
    }

    @JsonProperty("recall_at_1_low")
    double recallAt1Low() {
        return recallAt1Interval.low();
    }

    @JsonProperty("recall_at_1_high")
    double recallAt1High() {
        return recallAt1Interval.high();
    }

    /** The same with another time, such as that of the embedding too. */
    public RetrievalResult withSeconds(double newSeconds) {
        return new RetrievalResult(
                map,
                mapInterval,
                recallAt1,
                recallAt1Interval,
                recallAt5,
                recallAt10,
                galleryImages,
                queries,
                dimensions,
                newSeconds,
                settings);
    }
}
