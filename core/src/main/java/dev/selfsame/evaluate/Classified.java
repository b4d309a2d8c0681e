package dev.selfsame.evaluate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The result of a protocol that gives each test image a class. Numbers of different protocols are not to be compared. */
public interface Classified {
    /** What was predicted. */
    @JsonIgnore
    Predictions predictions();

    /** Which protocol, in a word. */
    @JsonProperty("protocol")
    String protocol();

    /**
     * The settings of the protocol, in a line: two numbers may be compared where protocol and settings are equal, both
     * were measured with the same training and test images, and the network was shown the same of them.
     */
    @JsonProperty("settings")
    String settings();

    /** Share of test images whose class has the highest score, 0 to 1. */
    @JsonProperty("top1")
    default double top1() {
        return predictions().top1();
    }

    /** The lower end of the 95 % interval of {@link #top1}: {@link Predictions#top1Interval}. */
    @JsonProperty("top1_low")
    default double top1Low() {
        return predictions().top1Interval().low();
    }

    /** The upper end of the 95 % interval of {@link #top1}: {@link Predictions#top1Interval}. */
    @JsonProperty("top1_high")
    default double top1High() {
        return predictions().top1Interval().high();
    }

    /** The {@link #top1} of who gives every image the most frequent class of the test images: {@link Predictions#chance}. */
    @JsonProperty("chance")
    default double chance() {
        return predictions().chance();
    }

    /** Share of test images whose class has one of the five highest scores, 0 to 1. */
    @JsonProperty("top5")
    default double top5() {
        return predictions().top5();
    }

    /** How many images were classified. */
    @JsonProperty("test_images")
    default int testImages() {
        return predictions().size();
    }
}
