package dev.selfsame.train;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

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
        tellAll(listener -> listener.finished(run));
    }

    @Override
    public void ended() {
        tellAll(TrainingListener::ended);
    }

    /** Tells each, whatever becomes of the others, and then throws the first failure. */
    private void tellAll(Consumer<TrainingListener> call) {
        RuntimeException first = null;
        for (TrainingListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
