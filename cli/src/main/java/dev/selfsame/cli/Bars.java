package dev.selfsame.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Bars on standard error for work whose length is known. */
final class Bars {
    private Bars() {}

    /** A bar, which is to be closed; null where there is no terminal to redraw a line on. */
    static @Nullable ProgressBar open(String task, long length) {
        return Terminal.isStandardError()
                ? BarLine.drawn(new ProgressBarBuilder().setTaskName(task).setInitialMax(length), System.err)
                : null;
    }
}
