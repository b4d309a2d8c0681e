package dev.selfsame.data;

import dev.selfsame.random.Draws;

/**
 * Which image stands at which place of which epoch: a pure function, so that a run can go on from anywhere. Any number of
 * threads may ask at once.
 */
public interface EpochOrder {
    /** Places in an epoch, at least 1. */
    int length();

    /**
     * The image at a place.
     *
     * @param epoch from 0
     * @param place 0 to {@code length() - 1}
     * @return its position in the source
     */
    int image(int epoch, int place);

    /**
     * An image to take where the one at a place can't be read.
     *
     * @param tries how many others could not be read either
     * @param draws of this place
     * @return its position in the source; may be unreadable, too
     */
    default int replacement(int epoch, int place, int tries, Draws draws) {
        return image(epoch, draws.below(length()));
    }

    /**
     * Whether an image may stand at several places of an epoch. Then views are drawn by place, too, so that no two showings
     * are alike.
     */
    default boolean repeats() {
        return true;
    }

    /** Whether the first images of an epoch tell of the whole source, as if drawn from it at random. */
    default boolean isSample() {
        return false;
    }
}
