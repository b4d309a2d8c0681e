package dev.selfsame.nn;

/** What a network normalises by. */
public enum NormKind {
    /** Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167): each channel by the images of the batch. */
    BATCH,
    /**
     * Group normalisation (Wu and He 2018, arXiv:1803.08494): each image by itself, in groups of 16 channels; of fewer,
     * where 16 doesn't divide them.
     */
    GROUP,
    /** Layer normalisation (Ba, Kiros and Hinton 2016, arXiv:1607.06450): each image by itself, over all channels. */
    LAYER,
    /** None; biases stand in the layers instead. */
    NONE
}
