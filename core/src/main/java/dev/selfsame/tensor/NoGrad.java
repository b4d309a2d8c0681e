package dev.selfsame.tensor;

import dev.selfsame.natives.Natives;
import org.bytedeco.pytorch.GradMode;

/**
 * While open, operations on this thread record nothing for gradients: what they make is a constant.
 *
 * <pre>{@code
 * try (NoGrad guard = new NoGrad()) {
 *     target = teacher.forward(view);
 * }
 * }</pre>
 */
public final class NoGrad implements AutoCloseable {
    private final boolean before;
    private final Thread thread = Thread.currentThread();
    private boolean closed;

    /** Stops recording until closed. */
    public NoGrad() {
        Natives.torch();
        before = GradMode.is_enabled();
        GradMode.set_enabled(false);
    }

    /** Whether operations on this thread are recorded. */
    public static boolean isRecording() {
        Natives.torch();
        return GradMode.is_enabled();
    }

    /**
     * Puts back what was before; does nothing the second time.
     *
     * @throws IllegalStateException on another thread than the one that opened it
     */
    @Override
    public void close() {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException("NoGrad was opened by thread " + thread.getName());
        }
        if (!closed) {
            closed = true;
            GradMode.set_enabled(before);
            if (before) {
                Autocast.forgetCasts();
            }
        }
    }
}
