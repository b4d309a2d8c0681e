package dev.selfsame.evaluate;

/** Sees a classifier being trained on images, and may end it. */
public interface ImageWatcher {
    /** Sees nothing and never ends it. */
    ImageWatcher NONE = (step, steps, epoch, loss) -> true;

    /**
     * A step is done.
     *
     * @param step from 1
     * @param steps of the whole training
     * @param epoch from 0
     * @param loss of the step
     * @return whether to go on; with false nothing is measured
     */
    boolean step(long step, long steps, int epoch, double loss);
}
