package dev.selfsame.lab;

/** Hears how an experiment goes, on any thread. Everything has a default that does nothing. */
public interface LabListener {
    /** Hears nothing. */
    LabListener NONE = new LabListener() {};

    /**
     * Some steps are done.
     *
     * @param steps of all runs so far
     * @param all of all runs
     * @param runs how many runs are done
     */
    default void progress(long steps, long all, int runs) {}

    /** A run is done, or was done before. */
    default void measured(Measured run) {}

    /** Something that a person should read. */
    default void warned(String message) {}
}
