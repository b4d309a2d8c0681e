package dev.selfsame.train;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several listeners as one, see {@link TrainingListener#all}. */
record AllListeners(List<TrainingListener> listeners) implements TrainingListener {
    @Override
    public void started(Start start) {
        listeners.forEach(listener -> listener.started(start));
    }

    @Override
    public void step(long step, double loss) {
        listeners.forEach(listener -> listener.step(step, loss));
    }

    @Override
    public void logged(StepMetrics metrics) {
        listeners.forEach(listener -> listener.logged(metrics));
    }

    @Override
    public void snapshot(long step, Path file) {
        listeners.forEach(listener -> listener.snapshot(step, file));
    }

    @Override
    public void probed(long step, int epoch, double knnTop1) {
        listeners.forEach(listener -> listener.probed(step, epoch, knnTop1));
    }

    @Override
    public void noted(String message) {
        listeners.forEach(listener -> listener.noted(message));
    }

    @Override
    public void warned(String message) {
        listeners.forEach(listener -> listener.warned(message));
    }

    @Override
    public void finished(Run run) {
        listeners.forEach(listener -> listener.finished(run));
    }

    @Override
    public void ended() {
        RuntimeException first = null;
        for (TrainingListener listener : listeners) {
            first = ended(listener, first);
        }
        if (first != null) {
            throw first;
        }
    }

    /** Gives the first failure so far. */
    private static @Nullable RuntimeException ended(TrainingListener listener, @Nullable RuntimeException before) {
        try {
            listener.ended();
            return before;
        } catch (RuntimeException e) {
            if (before == null) {
                return e;
            }
            before.addSuppressed(e);
            return before;
        }
    }
}
