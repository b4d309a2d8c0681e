package dev.selfsame.train;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceAround;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.GradientHook;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A run in a JVM of its own that comes to a moment, makes a file there and stays in it for ever, to be killed: {@code
 * DIRECTORY METHOD MOMENT STEP FILE SETTING...}. It goes on with what is in the directory; the moment is the first one after so
 * many steps. Only the thread that comes there stays, and who waits for it.
 */
final class HeldRun {
    /** Where the run may stay. */
    enum Moment {
        WAITING_FOR_DATA,
        /** Inside libtorch's backward pass, when some weights of the network have their gradients and others don't. */
        IN_BACKWARD,
        /** Here it is a debugger that holds it. */
        IN_THE_OPTIMIZER,
        IN_A_PROBE,
        WRITING_A_CHECKPOINT,
        BEFORE_THE_RENAME,
        NEVER
    }

    private final Thread training = Thread.currentThread();
    private final Moment moment;
    private final long after;
    private final Path file;
    private volatile long done;
    private boolean hooked;

    private HeldRun(Moment moment, long after, Path file) {
        this.moment = moment;
        this.after = after;
        this.file = file;
    }

    public static void main(String[] arguments) {
        new HeldRun(Moment.valueOf(arguments[2]), Long.parseLong(arguments[3]), Path.of(arguments[4]))
                .run(Path.of(arguments[0]), arguments[1], Arrays.copyOfRange(arguments, 5, arguments.length));
    }

    private void run(Path directory, String method, String... settings) {
        RememberedNetworks.makeKnown();
        Configuration configuration = TinyRuns.configuration(method, settings);
        // The loader runs ahead of the steps and keeps what it has read: in the midst of the batch that comes next
        // then.
        int enough = (int) after * configuration.recipe().batchSize() + 4;
        AtomicInteger read = new AtomicInteger();
        Training.of(configuration)
                .images(withheld(Moment.WAITING_FOR_DATA, () -> read.incrementAndGet() > enough))
                .probe(TinyRuns.images(), withheld(Moment.IN_A_PROBE, () -> done >= after))
                .into(FaultyFiles.over(directory, new HeldFiles()))
                .resume(true)
                .listener(new TrainingListener() {
                    @Override
                    public void step(long step, double loss) {
                        done = step;
                        if (moment == Moment.IN_BACKWARD && step >= after && !hooked) {
                            hooked = true;
                            holdHalfway(RememberedNetworks.trained());
                        }
                    }
                })
                .run();
    }

    private final class HeldFiles implements FaultyFiles.Fault {
        @Override
        public void write(Path to, long size) {
            // The header and some tensors are there.
            holdAt(Moment.WRITING_A_CHECKPOINT, to.endsWith("last.ckpt.partial") && size > 20_000);
        }

        @Override
        public void move(Path from, Path to) {
            holdAt(Moment.BEFORE_THE_RENAME, to.endsWith("last.ckpt"));
        }

        private void holdAt(Moment one, boolean here) {
            if (moment == one && done > after && here) {
                hold();
            }
        }
    }

    /** A backward pass goes from the last layer to the first. */
    private void holdHalfway(Backbone network) {
        Tensor before = network.parameters().get("layer4.1.conv2.weight");
        Tensor behind = network.parameters().get("layer1.0.conv1.weight");
        GradientHook.on(network.parameters().get("layer3.0.conv1.weight"), gradient -> {
            if (before.gradient() == null || behind.gradient() != null) {
                throw new IllegalStateException("not in the midst of the pass");
            }
            hold();
        });
    }

    /** The images, of which one never comes once it is time. */
    private ImageSource withheld(Moment one, BooleanSupplier time) {
        return new SourceAround(TinyRuns.images()) {
            @Override
            public byte[] read(int i) throws IOException {
                if (moment == one && time.getAsBoolean()) {
                    awaitTraining(one);
                    hold();
                }
                return super.read(i);
            }
        };
    }

    private void awaitTraining(Moment in) {
        while (in == Moment.IN_A_PROBE ? !isIn("Probe", "features") : !isWaitingForData()) {
            sleep(1);
        }
    }

    private boolean isWaitingForData() {
        return done >= after && isIn("BatchRing", "take") && training.getState() == Thread.State.WAITING;
    }

    private boolean isIn(String type, String method) {
        return Arrays.stream(training.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("." + type)
                        && frame.getMethodName().equals(method));
    }

    private void hold() {
        try {
            Files.write(file, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sleep(Long.MAX_VALUE);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
