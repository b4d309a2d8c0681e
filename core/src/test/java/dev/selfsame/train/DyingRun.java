package dev.selfsame.train;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * A run in a JVM of its own that ends the process, as SIGKILL would, at a moment of its choice: {@code DIRECTORY METHOD
 * MOMENT STEP SETTING...}. It goes on with what is in the directory, and dies at the moment's first coming after so many
 * steps.
 */
final class DyingRun {
    /** The exit status of a process that died as it should. */
    static final int DEAD = 86;

    /** Where a run may be when it dies: in a method of a class, or in the middle of a file operation. */
    enum Moment {
        WAITING_FOR_DATA("dev.selfsame.data.BatchRing", "take"),
        IN_BACKWARD("dev.selfsame.tensor.Tensor", "backward"),
        IN_THE_OPTIMIZER("dev.selfsame.optim.", "step"),
        IN_A_PROBE("dev.selfsame.train.Probe", "features"),
        WRITING_A_CHECKPOINT("", ""),
        BEFORE_THE_RENAME("", ""),
        NEVER("", "");

        private final String type;
        private final String method;

        Moment(String type, String method) {
            this.type = type;
            this.method = method;
        }

        boolean isIn(StackTraceElement[] stack) {
            return Arrays.stream(stack)
                    .anyMatch(frame -> frame.getClassName().startsWith(type)
                            && frame.getMethodName().equals(method));
        }
    }

    private static volatile long done;

    private DyingRun() {}

    public static void main(String[] arguments) {
        Moment moment = Moment.valueOf(arguments[2]);
        long after = Long.parseLong(arguments[3]);
        if (!moment.type.isEmpty()) {
            watch(Thread.currentThread(), moment, after);
        }
        Path directory = FaultyFiles.over(Path.of(arguments[0]), new FaultyFiles.Fault() {
            @Override
            public void write(Path file, long size) {
                // The header and some tensors are there.
                dieAt(Moment.WRITING_A_CHECKPOINT, file.endsWith("last.ckpt.partial") && size > 20_000);
            }

            @Override
            public void move(Path from, Path to) {
                dieAt(Moment.BEFORE_THE_RENAME, to.endsWith("last.ckpt"));
            }

            private void dieAt(Moment one, boolean here) {
                if (moment == one && done > after && here) {
                    Runtime.getRuntime().halt(DEAD);
                }
            }
        });
        TinyRuns.training(arguments[1], directory, Arrays.copyOfRange(arguments, 4, arguments.length))
                .probe(TinyRuns.images(), TinyRuns.images())
                .resume(true)
                .listener(new TrainingListener() {
                    @Override
                    public void step(long step, double loss) {
                        done = step;
                    }
                })
                .run();
    }

    private static void watch(Thread training, Moment moment, long after) {
        Thread watcher = new Thread(() -> {
            while (done < after || !moment.isIn(training.getStackTrace())) {
                Thread.onSpinWait();
            }
            Runtime.getRuntime().halt(DEAD);
        });
        watcher.setDaemon(true);
        watcher.start();
    }
}
