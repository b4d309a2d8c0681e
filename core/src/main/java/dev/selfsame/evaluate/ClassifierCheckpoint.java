package dev.selfsame.evaluate;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.data.Skipped;
import dev.selfsame.model.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the training of a classifier saves its state: after each epoch, and where its watcher or an interrupt ends it. A
 * training that goes on from there comes to what the unbroken one would have come to, to the bit.
 *
 * @param file a {@link dev.selfsame.model.StateFile}; beside it, {@code FILE.skipped.tsv} lists the images that can't be
 *     read, if there are any
 * @param resume whether to go on from the file where it is there; else there must be none
 */
public record ClassifierCheckpoint(Path file, boolean resume) {
    /**
     * Fails where a training could not begin: that is to be known before it is made ready.
     *
     * @throws IOException if the file is there and nothing is to go on from it, or it can't be written
     */
    public void require() throws IOException {
        if (!resume && Files.exists(file)) {
            throw new ModelFileException(
                    file + " is there already: go on from it with --resume, or name a file that isn't there");
        }
        AtomicFile.requireWritable(file);
    }

    /** Where unreadable images are listed. */
    Path skipped() {
        return Skipped.beside(file);
    }
}
