package dev.selfsame.evaluate;

/** What is done to features before a linear layer sees them. */
public enum Scaling {
    /** Nothing. */
    AS_IS("features as they are"),
    /** Each dimension is brought to mean 0 and deviation 1 by the training rows, so that one setting suits every encoder. */
    STANDARDIZED("features standardized"),
    /**
     * A batch norm without scale and offset, eps 1e-6: by the batch in training, by running statistics in testing (He et al.
     * 2022, MAE, arXiv:2111.06377, appendix A.1), for transformers, whose features have no common scale.
     */
    BATCH_NORM("features through a batch norm without parameters");

    private final String words;

    Scaling(String words) {
        this.words = words;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
