package dev.selfsame.train;

import dev.selfsame.data.EpochOrder;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.KnnResult;
import dev.selfsame.method.Method;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.SurveyingMethod;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.Origin;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.tensor.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The loop: steps, and what has to be measured, said and saved between them. */
final class Trainer implements AutoCloseable {
    private final Configuration configuration;
    private final RunSettings settings;
    private final ImageSource images;
    private final EpochOrder order;
    private final RunDirectory directory;
    private final Plan plan;
    private final Provenance provenance;
    private final Method method;
    private final Optimizer optimizer;
    private final TrainingStep training;
    private final Checkpoints checkpoints;
    private final Skipped skipped = new Skipped();
    private final Meter meter;
    private long step;
    private boolean unmeasured; // whether the probe that is due after this step is still to come
    private OptionalDouble knnTop1 = OptionalDouble.empty();
    private List<String> imported = List.of();

    /**
     * Makes everything that the run needs, and takes up what was saved.
     *
     * @param configuration resolved
     * @param order of the images in an epoch
     * @param resume whether to go on from the last checkpoint
     */
    Trainer(
            Configuration configuration,
            ImageSource images,
            EpochOrder order,
            RunDirectory directory,
            boolean resume,
            List<String> commandLine) {
        this.configuration = configuration;
        this.settings = configuration.run();
        this.images = images;
        this.order = order;
        this.directory = directory;
        plan = Plan.of(configuration.recipe(), images, order);
        provenance = new Provenance(directory, commandLine, configuration, images, plan.totalSteps());
        Threads.set(settings.threads());
        Setup setup = new Setup(configuration);
        method = setup.method(images.size());
        Optimizer made = null;
        double secondsBefore = 0;
        try {
            made = setup.optimizer(method);
            training = new TrainingStep(configuration, method, made, setup.rates(method));
            checkpoints = new Checkpoints(directory, configuration, plan, provenance, method, made, skipped);
            if (resume && Checkpoints.exist(directory)) {
                Checkpoint.State state = checkpoints.restore(images);
                step = state.step();
                secondsBefore = state.seconds();
            } else if (!settings.init().isEmpty()) {
                imported = InitialWeights.load(Path.of(settings.init()), method).lines();
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

    /** Trains until a limit or a signal, and writes the encoder, unless it has learned nothing. */
    Run run(TrainingListener listener, @Nullable Probe probe, StopSignal stop, ExitGuard guard) {
        if (step == 0) {
            directory.write(directory.configuration(), configuration.toYaml());
            directory.forgetLogs();
        }
        provenance.begin(step);
        double loss;
        try {
            listener.started(new TrainingListener.Start(configuration, step, plan.totalSteps(), images.size()));
            imported.forEach(listener::noted);
            loss = train(listener, probe, stop, guard);
            if (step > 0) {
                Writing.to(directory.encoder(), this::writeEncoder);
            }
            Writing.to(directory.skipped(), () -> skipped.write(directory.skipped()));
        } catch (RuntimeException | Error e) {
            note(e);
            throw e;
        }
        provenance.end(step, skipped.count());
        boolean finished = step == plan.totalSteps();
        return new Run(
                directory.path(),
                step,
                plan.epochsDone(step),
                finished,
                stop.isAsked() && (!finished || unmeasured),
                loss,
                knnTop1,
                skipped.count(),
                meter.seconds());
    }

    /** Writes down why the run failed, and which images it skipped, where that can still be written. */
    private void note(Throwable failure) {
        try {
            skipped.write(directory.skipped());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        provenance.fail(step, skipped.count(), failure);
    }

    /** Gives the loss of the last step. */
    private double train(TrainingListener listener, @Nullable Probe probe, StopSignal stop, ExitGuard guard) {
        long limit = settings.maxSteps() == 0 ? plan.totalSteps() : Math.min(plan.totalSteps(), settings.maxSteps());
        MetricsFile metrics = MetricsFile.open(directory, step);
        double loss = Double.NaN;
        boolean last = step >= limit || stop.isSet();
        unmeasured = step > 0 && isDue(probe) && metrics.probed() < step; // the run was stopped in it
        if (unmeasured && !stop.isSet()) {
            last |= !measure(probe, metrics, listener, stop);
        }
        if (last) {
            return loss;
        }
        Snapshots snapshots = Snapshots.open(directory, settings.snapshots(), plan, step);
        CollapseWatch collapse = new CollapseWatch(listener, configuration);
        HeapTrim heap = new HeapTrim();
        method.modules().training(true);
        if (step == 0) {
            survey(stop, guard);
            last = stop.isSet();
        }
        try (Loader loader = openLoader()) {
            guard.loading(loader::close);
            meter.start();
            while (!last) {
                TrainingStep.Result result = step(loader, stop);
                loss = result.loss();
                listener.step(step, loss);
                last = step == limit || stop.isSet();
                boolean logged = step == 1 || step % settings.logEvery() == 0 || last;
                if (logged) {
                    log(result, loader, metrics, listener, collapse);
                }
                boolean shown = snapshots.isDue(step) || (last && snapshots.areWanted());
                if (shown) {
                    snapshot(result, snapshots, listener);
                }
                heap.stepped();
                boolean probing = isDue(probe);
                if (last || probing || checkpoints.isDue(step)) { // before a probe, which takes its time and may fail
                    meter.pause();
                    checkpoints.save(step, meter.seconds());
                    meter.start();
                }
                if (probing) {
                    meter.pause();
                    last |= !measure(probe, metrics, listener, stop);
                    meter.start();
                }
                if (last && !logged) { // stopped in the probe
                    log(result, loader, metrics, listener, collapse);
                }
                if (last && !shown && snapshots.areWanted()) {
                    snapshot(result, snapshots, listener);
                }
            }
        }
        return loss;
    }

    private void log(
            TrainingStep.Result result,
            Loader loader,
            MetricsFile metrics,
            TrainingListener listener,
            CollapseWatch collapse) {
        TrainingListener.StepMetrics line =
                meter.line(step, plan.epochOfLast(step), step * imagesPerStep(), result, loader);
        metrics.write(line);
        listener.logged(line);
        collapse.see(line);
    }

    private void snapshot(TrainingStep.Result result, Snapshots snapshots, TrainingListener listener) {
        meter.pause();
        Path file = snapshots.write(step, result);
        if (file != null) {
            listener.snapshot(step, file);
        }
        meter.start();
    }

    /** Shows a method that wants it the images of the first epoch, before anything is learned. */
    private void survey(StopSignal stop, ExitGuard guard) {
        if (method instanceof SurveyingMethod surveying) {
            try (Loader loader = openLoader()) {
                guard.loading(loader::close);
                for (int i = 0; i < plan.batchesPerEpoch() && !stop.isSet(); i++) {
                    training.survey(surveying, next(loader, stop));
                }
            }
        }
    }

    private TrainingStep.Result step(Loader loader, StopSignal stop) {
        if (plan.endsEpoch(step)) {
            method.beforeEpoch(plan.progress(step));
        }
        TrainingStep.Result result = training.run(plan.progress(step), () -> next(loader, stop));
        step++;
        meter.saw(imagesPerStep());
        if (plan.endsEpoch(step) && step < plan.totalSteps()) {
            for (int i = 0; i < plan.leftOver(); i++) {
                next(loader, stop).release();
            }
        }
        return result;
    }

    private int imagesPerStep() {
        return configuration.recipe().batchSize() * plan.accumulate();
    }

    /** Waits for a batch. An interrupt ends the run after the step in hand, and does not tear it. */
    private static LoadedBatch next(Loader loader, StopSignal stop) {
        while (true) {
            try {
                return loader.next();
            } catch (InterruptedException e) {
                stop.interrupted();
            }
        }
    }

    private Loader openLoader() {
        LoaderConfig config = new Setup(configuration).loading(order);
        return Loader.open(images, method.views(), config, skipped, plan.epochsDone(step), plan.nextBatch(step));
    }

    private boolean isDue(@Nullable Probe probe) {
        return probe != null
                && (step == plan.totalSteps()
                        || (plan.endsEpoch(step)
                                && plan.epochsDone(step) % settings.probe().everyEpochs() == 0));
    }

    /** False where the run was to stop meanwhile: then it is measured when the run goes on. */
    private boolean measure(@Nullable Probe probe, MetricsFile metrics, TrainingListener listener, StopSignal stop) {
        Optional<KnnResult> measured = probe == null ? Optional.empty() : probe.measure(method.encoder(), stop);
        unmeasured = measured.isEmpty();
        measured.ifPresent(result -> {
            double top1 = result.top1();
            knnTop1 = OptionalDouble.of(top1);
            metrics.writeProbe(step, plan.epochOfLast(step), top1, result.chance(), meter.seconds());
            listener.probed(step, plan.epochOfLast(step), top1);
        });
        return measured.isPresent();
    }

    private void writeEncoder() throws IOException {
        Recipe recipe = configuration.recipe();
        Origin origin = Origin.of(recipe.method().name(), recipe.recipe(), settings.seed());
        Encoder.save(directory.encoder(), method.encoder(), Setup.evaluationView(configuration), origin);
    }

    @Override
    public void close() {
        training.close();
        optimizer.close();
        method.close();
    }
}
