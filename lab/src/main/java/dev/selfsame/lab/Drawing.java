package dev.selfsame.lab;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A figure of a claim.
 *
 * @param file its name, with {@code .png}
 * @param caption what it shows, one sentence
 * @param draw writes it
 */
public record Drawing(String file, String caption, Draw draw) {
    /** Writes a figure. */
    @FunctionalInterface
    public interface Draw {
        /**
         * Writes it.
         *
         * @param experiment what was tried, with its numbers and its run directories
         * @param file where to
         * @throws IOException if it can't be read or written
         */
        void into(Experiment experiment, Path file) throws IOException;
    }
}
