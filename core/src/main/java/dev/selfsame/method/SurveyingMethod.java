package dev.selfsame.method;

import dev.selfsame.view.Batch;

/**
 * A method that keeps something of every image, and sees them all once before the first step, without learning from them.
 * Before anything else it is told how many images there are; a fresh run then surveys them, and a resumed one has what it
 * kept in its checkpoint.
 */
public interface SurveyingMethod extends Method {
    /**
     * Makes room; called once, before the state is moved to a device or taken up from a checkpoint.
     *
     * @param images how many there are; {@link Batch#indices} are below
     */
    void begin(int images);

    /** Sees a batch of the pass before the first step, in training mode and without gradients. */
    void survey(Batch batch);
}
