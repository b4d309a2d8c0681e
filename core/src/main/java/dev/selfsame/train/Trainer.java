package dev.selfsame.train;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.SkipPolicy;
import dev.selfsame.data.Skipped;
import dev.selfsame.loss.Loss;
import dev.selfsame.method.Method;
import dev.selfsame.method.Recipe;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.Origin;
import dev.selfsame.optim.Gradients;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;
import dev.selfsame.view.Batch;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The loop: batch, loss, gradients, step, and what has to be kept and said in between. */
final class Trainer implements AutoCloseable {
    private final Configuration configuration;
    private final Recipe recipe;
    private final RunSettings settings;
    private final ImageSource images;
    private final RunDirectory directory;
    private final Provenance provenance;
    private final String fingerprint;
    private final Method method;
    private final Optimizer optimizer;
    private final Schedule learningRate;
    private final Skipped skipped = new Skipped();
    private final int stepsPerEpoch;
    private final long totalSteps;
    private final Meter meter;
    private long step;

    Trainer(
            Configuration configuration,
            ImageSource images,
            RunDirectory directory,
            boolean resume,
            List<String> commandLine) {
        this.configuration = configuration;
        this.recipe = configuration.recipe();
        this.settings = configuration.run();
        this.images = images;
        this.directory = directory;
        this.provenance = new Provenance(directory, commandLine, configuration, images);
        this.fingerprint = images.fingerprint();
        int batches = Loader.stepsPerEpoch(images, recipe.batchSize());
        stepsPerEpoch = batches / recipe.accumulate();
        if (stepsPerEpoch < 1) {
            throw new IllegalArgumentException(
                    "accumulate asks for " + recipe.accumulate() + " batches a step, an epoch has " + batches);
        }
        totalSteps = (long) stepsPerEpoch * recipe.epochs();
        Threads.set(settings.threads());
        Setup setup = new Setup(configuration);
        method = setup.method();
        Optimizer made = null;
        double secondsBefore = 0;
        try {
            if (!settings.init().isEmpty() && !(resume && java.nio.file.Files.exists(directory.lastCheckpoint()))) {
                InitialWeights.load(java.nio.file.Path.of(settings.init()), method);
            }
            made = setup.optimizer(method);
            learningRate = setup.learningRate();
            if (resume) {
                secondsBefore = restore(method, made);
            }
        } catch (RuntimeException e) {
            if (made != null) {
                made.close();
            }
            method.close();
            throw e;
        }
        optimizer = made;
        meter = new Meter(secondsBefore);
    }

    /** Takes over the state that was saved last, if any, and gives the seconds that it took. */
    private double restore(Method method, Optimizer optimizer) {
        java.nio.file.Path file = directory.lastCheckpoint();
        if (java.nio.file.Files.exists(directory.configuration())) {
            requireSame(directory.readConfiguration(), directory.configuration());
        }
        if (!java.nio.file.Files.exists(file)) {
            return 0;
        }
        Checkpoint checkpoint = Checkpoint.read(file);
        try {
            Checkpoint.State state = checkpoint.state();
            requireSame(state.configuration(), file);
            if (!state.fingerprint().equals(fingerprint)) {
                throw new RunException(file + " was trained on other images than " + images.describe()
                        + ": resume with the same, or start a new run with --init");
            }
            method.modules().load(checkpoint.part("method."));
            optimizer.load(checkpoint.part("optimizer."));
            skipped.read(directory.skipped());
            step = state.step();
            return state.seconds();
        } catch (IllegalArgumentException e) {
            throw new RunException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RunException("can't read " + directory.skipped() + ": " + Reason.of(e), e);
        } finally {
            checkpoint.close();
        }
    }

    private void requireSame(Configuration saved, java.nio.file.Path file) {
        List<String> conflicts = saved.conflicts(configuration);
        if (!conflicts.isEmpty()) {
            throw new RunException("the run in " + directory + " was started otherwise (" + String.join("; ", conflicts)
                    + "): resume it as it was, see " + file.getFileName() + ", or start a new run");
        }
    }

    Run run(TrainingListener listener, @Nullable Probe probe, @Nullable Duration maxTime, AtomicBoolean stop) {
        if (!java.nio.file.Files.exists(directory.configuration()) || step == 0) {
            directory.write(directory.configuration(), configuration.toYaml());
        }
        provenance.begin(step);
        listener.started(new TrainingListener.Start(configuration, step, totalSteps, images.size()));
        long limit = settings.maxSteps() == 0 ? totalSteps : Math.min(totalSteps, settings.maxSteps());
        long deadline = maxTime == null ? Long.MAX_VALUE : System.nanoTime() + maxTime.toNanos();
        OptionalDouble knn = OptionalDouble.empty();
        double loss = Double.NaN;
        boolean interrupted = false;
        method.modules().training(true);
        try (MetricsFile metrics = MetricsFile.open(directory, step)) {
            if (step < limit) {
                try (Loader loader = openLoader()) {
                    meter.start(loader);
                    while (step < limit && !interrupted) {
                        loss = step(loader, metrics, listener, step + 1 == limit);
                        boolean epochEnded = step % stepsPerEpoch == 0;
                        interrupted = stop.get() || System.nanoTime() > deadline;
                        boolean last = step == limit || interrupted;
                        if (probe != null && probeIsDue(epochEnded, step == totalSteps)) {
                            knn = OptionalDouble.of(probe(probe, metrics, listener));
                        }
                        if (last || checkpointIsDue(epochEnded)) {
                            save(epochEnded);
                        }
                    }
                }
            }
            writeEncoder();
            skipped.write(directory.skipped());
            provenance.end(step, skipped.count());
        } catch (IOException e) {
            throw new RunException("can't write into " + directory + ": " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunException("the run was interrupted at step " + step, e);
        }
        boolean finished = step == totalSteps;
        return new Run(
                directory.path(),
                step,
                (int) (step / stepsPerEpoch),
                finished,
                interrupted && !finished,
                loss,
                knn,
                skipped.count(),
                meter.seconds());
    }

    private Loader openLoader() {
        LoaderConfig loaderConfig = LoaderConfig.of(recipe.batchSize(), settings.seed())
                .withWorkers(settings.workers())
                .withSkips(new SkipPolicy(settings.maxBrokenShare(), settings.strict()));
        int epoch = (int) (step / stepsPerEpoch);
        int within = (int) (step % stepsPerEpoch) * recipe.accumulate();
        return Loader.open(images, method.views(), loaderConfig, skipped, epoch, within);
    }

    /** One optimiser step; gives the loss. */
    private double step(Loader loader, MetricsFile metrics, TrainingListener listener, boolean last)
            throws InterruptedException {
        Progress at = progress();
        if (step % stepsPerEpoch == 0) {
            method.beforeEpoch(at);
        }
        method.beforeStep(at);
        boolean log = step == 0 || (step + 1) % settings.logEvery() == 0 || last;
        double total = 0;
        double rate = learningRate.at(at);
        Map<String, Double> terms = new LinkedHashMap<>();
        Meter.Spread spread = Meter.Spread.NONE;
        for (int i = 0; i < recipe.accumulate(); i++) {
            LoadedBatch loaded = loader.next();
            try (Scope scope = new Scope()) {
                Loss loss = forward(batch(loaded));
                double share = 1.0 / recipe.accumulate();
                double value = loss.total().item();
                if (!Double.isFinite(value)) {
                    throw notFinite(value, loss);
                }
                (recipe.accumulate() == 1 ? loss.total() : loss.total().mul(share)).backward();
                total += value * share;
                if (log) {
                    loss.terms().forEach((name, term) -> terms.merge(name, term.item() * share, Double::sum));
                    spread = meter.spread(loss);
                }
            } finally {
                loaded.release();
            }
        }
        method.afterBackward(at);
        if (recipe.optimizer().clipNorm() > 0) {
            Gradients.clip(
                    method.modules().parameters().values(), recipe.optimizer().clipNorm());
        }
        optimizer.step(rate);
        optimizer.clearGradients();
        step++;
        method.afterStep(at);
        skipIncompleteRest(loader);
        meter.step(recipe.batchSize() * recipe.accumulate());
        listener.step(step, total);
        if (log) {
            TrainingListener.StepMetrics line = meter.line(step, at.epoch(), total, terms, rate, spread, loader);
            metrics.write(line);
            listener.logged(line);
        }
        return total;
    }

    private Progress progress() {
        return new Progress(step, totalSteps, (int) (step / stepsPerEpoch), recipe.epochs());
    }

    /** Passes over the batches at the end of an epoch that don't fill a step of several. */
    private void skipIncompleteRest(Loader loader) throws InterruptedException {
        if (step % stepsPerEpoch == 0 && step < totalSteps) {
            int rest = loader.stepsPerEpoch() - stepsPerEpoch * recipe.accumulate();
            for (int i = 0; i < rest; i++) {
                loader.next().release();
            }
        }
    }

    private Loss forward(Batch batch) {
        if (settings.precision() != Precision.BF16) {
            return method.loss(batch);
        }
        try (Autocast cast = Autocast.to(DType.BFLOAT16, settings.device())) {
            return method.loss(batch);
        }
    }

    private Batch batch(LoadedBatch loaded) {
        Batch batch = loaded.tensors();
        if (settings.device().equals(Device.CPU)) {
            return batch;
        }
        List<View> moved = batch.views().stream()
                .map(view -> View.of(view.pixels().to(settings.device())))
                .toList();
        return new Batch(moved, batch.indices(), batch.labels());
    }

    private RunException notFinite(double value, Loss loss) {
        StringBuilder terms = new StringBuilder();
        loss.terms().forEach((name, term) -> terms.append(terms.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(term.item()));
        return new RunException("the loss is " + value + " at step " + (step + 1) + " (" + terms
                + "): try a lower optimizer.learning-rate, a longer schedule.warmup-epochs or precision fp32; the last"
                + " checkpoint stays");
    }

    private boolean checkpointIsDue(boolean epochEnded) {
        RunSettings.CheckpointSettings due = settings.checkpoint();
        return (due.everySteps() > 0 && step % due.everySteps() == 0)
                || (epochEnded && step / stepsPerEpoch % due.everyEpochs() == 0);
    }

    private boolean probeIsDue(boolean epochEnded, boolean runEnded) {
        return runEnded
                || (epochEnded && step / stepsPerEpoch % settings.probe().everyEpochs() == 0);
    }

    private double probe(Probe probe, MetricsFile metrics, TrainingListener listener) throws IOException {
        meter.pause();
        double top1 = probe.measure(method.encoder());
        method.modules().training(true);
        int epoch = (int) ((step - 1) / stepsPerEpoch);
        metrics.writeProbe(step, epoch, top1, meter.seconds());
        listener.probed(step, epoch, top1);
        meter.resume();
        return top1;
    }

    private void save(boolean epochEnded) throws IOException {
        meter.pause();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        method.modules().state().forEach((name, tensor) -> tensors.put("method." + name, tensor));
        optimizer.state().forEach((name, tensor) -> tensors.put("optimizer." + name, tensor));
        Checkpoint.State state = new Checkpoint.State(step, meter.seconds(), configuration, fingerprint);
        skipped.write(directory.skipped());
        Checkpoint.write(directory.lastCheckpoint(), tensors, state);
        int epochs = (int) (step / stepsPerEpoch);
        int keep = settings.checkpoint().keepEpochs();
        if (epochEnded && keep > 0 && epochs % keep == 0) {
            Checkpoint.write(directory.epochCheckpoint(epochs), tensors, state);
        }
        meter.resume();
    }

    private void writeEncoder() throws IOException {
        Views views = recipe.views();
        EvaluationView usual = EvaluationView.of(views.size(0));
        EvaluationView view =
                new EvaluationView(usual.size(), usual.shortSide(), usual.interpolation(), views.normalize());
        Origin origin = Origin.of(recipe.method().name(), recipe.recipe(), settings.seed());
        Encoder.save(directory.encoder(), method.encoder(), view, origin);
    }

    @Override
    public void close() {
        optimizer.close();
        method.close();
    }
}
