package dev.selfsame.train;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Reason;
import dev.selfsame.data.Skipped;
import dev.selfsame.method.Method;
import dev.selfsame.model.StateFile;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When the state of a run is saved, and how a run takes it up again. */
final class Checkpoints {
    private static final String METHOD = "method.";
    private static final String OPTIMIZER = "optimizer.";

    private final RunDirectory directory;
    private final Configuration configuration;
    private final RunSettings.CheckpointSettings due;
    private final Plan plan;
    private final Provenance provenance;
    private final Method method;
    private final Optimizer optimizer;
    private final Skipped skipped;

    /**
     * For one run.
     *
     * @param provenance of the run, which each checkpoint keeps a part of
     * @param skipped the unreadable images, which are listed beside each checkpoint
     */
    Checkpoints(
            RunDirectory directory,
            Configuration configuration,
            Plan plan,
            Provenance provenance,
            Method method,
            Optimizer optimizer,
            Skipped skipped) {
        this.directory = directory;
        this.configuration = configuration;
        this.due = configuration.run().checkpoint();
        this.plan = plan;
        this.provenance = provenance;
        this.method = method;
        this.optimizer = optimizer;
        this.skipped = skipped;
    }

    /** Whether the state after so many steps is to be saved, though the run goes on. */
    boolean isDue(long step) {
        return (due.everySteps() > 0 && step % due.everySteps() == 0)
                || (plan.endsEpoch(step) && plan.epochsDone(step) % due.everyEpochs() == 0)
                || isKept(step);
    }

    /** Whether the state after so many steps stays under its epoch's number. */
    private boolean isKept(long step) {
        return due.keepEpochs() > 0 && plan.endsEpoch(step) && plan.epochsDone(step) % due.keepEpochs() == 0;
    }

    /**
     * Saves the state.
     *
     * @throws RunException if it can't be written, or a weight is not finite; what was saved before stays
     */
    void save(long step, double seconds) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        method.modules().state().forEach((name, tensor) -> tensors.put(METHOD + name, tensor));
        optimizer.state().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        requireFinite(tensors, step);
        Checkpoint.State state =
                new Checkpoint.State(step, seconds, configuration, provenance.fingerprint(), provenance.origin());
        Writing.to(directory.skipped(), () -> skipped.write(directory.skipped()));
        // Before the last one: a kill in between then leaves nothing out when the run goes on.
        if (isKept(step)) {
            Checkpoint.write(directory.epochCheckpoint(plan.epochsDone(step)), tensors, state);
        }
        Checkpoint.write(directory.lastCheckpoint(), tensors, state);
    }

    /** A step may spoil the weights though its own loss was finite. */
    private static void requireFinite(Map<String, Tensor> tensors, long step) {
        StateFile.notFinite(tensors).ifPresent(name -> {
            throw new RunException(name + " is not finite after step " + step + ": try a lower"
                    + " optimizer.learning-rate or a longer schedule.warmup-epochs; the last checkpoint stays");
        });
    }

    /**
     * Takes over what was saved last.
     *
     * @return the checkpoint's own word on itself
     * @throws RunException if it is damaged, or of a run that was configured otherwise or had other images
     */
    Checkpoint.State restore(ImageSource images) {
        Path file = directory.lastCheckpoint();
        Checkpoint checkpoint = Checkpoint.read(file);
        try {
            Checkpoint.State state = checkpoint.state();
            requireSame(state.configuration());
            if (!state.fingerprint().equals(provenance.fingerprint())) {
                throw new RunException("the run in " + directory + " has seen other images than " + images.describe()
                        + ": resume it with the same, or start another with --init");
            }
            method.modules().load(checkpoint.part(METHOD));
            optimizer.load(checkpoint.part(OPTIMIZER));
            skipped.read(directory.skipped());
            return state;
        } catch (IllegalArgumentException e) {
            throw new RunException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RunException("can't read " + directory.skipped() + ": " + Reason.of(e), e);
        } finally {
            checkpoint.close();
        }
    }

    private void requireSame(Configuration saved) {
        List<String> conflicts = saved.conflicts(configuration);
        if (!conflicts.isEmpty()) {
            throw new RunException("the run in " + directory + " was started otherwise (" + String.join("; ", conflicts)
                    + "): resume it as it was, or start another");
        }
    }

    /** Whether there is something to take over. */
    static boolean exist(RunDirectory directory) {
        return Files.exists(directory.lastCheckpoint());
    }
}
