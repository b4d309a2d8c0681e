package dev.selfsame.train;

import dev.selfsame.data.Reason;
import dev.selfsame.method.Method;
import dev.selfsame.model.imported.ImportReport;
import dev.selfsame.model.imported.ImportedWeights;
import java.io.IOException;
import java.nio.file.Path;

/** Weights from elsewhere that a backbone starts with. */
final class InitialWeights {
    private InitialWeights() {}

    /**
     * Copies a file's weights into a method's encoder, and from there into the networks that follow it.
     *
     * @return what was taken
     * @throws RunException if the file can't be read, or its names and shapes are not those of the encoder
     */
    static ImportReport load(Path file, Method method) {
        try (ImportedWeights weights = ImportedWeights.open(file)) {
            ImportReport report = weights.load(method.encoder());
            method.modules().restartAverages();
            return report;
        } catch (IOException e) {
            String reason = Reason.of(e);
            throw new RunException(
                    reason.contains(String.valueOf(file.getFileName()))
                            ? reason
                            : "can't read the initial weights in " + file + ": " + reason,
                    e);
        }
    }
}
