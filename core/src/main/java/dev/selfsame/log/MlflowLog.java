package dev.selfsame.log;

import dev.selfsame.data.AbsolutePath;
import dev.selfsame.train.Run;
import dev.selfsame.train.RunDirectory;
import dev.selfsame.train.TrainingListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run on an MLflow tracking server: the numbers of {@code metrics.jsonl} as metrics, the keys of {@code config.yaml} as
 * parameters. {@code RUN/mlflow.json} says which run it is, so that one that goes on goes on there. Training never waits for
 * the server, and goes on without it; a warning says so once.
 */
public final class MlflowLog implements TrainingListener {
    private final MlflowServer server;
    private final RunDirectory run;
    private final Consumer<String> warnings;
    private @Nullable MlflowSender sender;
    private String status = "FAILED";

    private MlflowLog(RunDirectory run, MlflowServer server, Consumer<String> warnings) {
        this.run = run;
        this.server = server;
        this.warnings = warnings;
    }

    /**
     * For the run in a directory.
     *
     * @param warnings takes what a person should read, on the thread that trains
     */
    public static MlflowLog into(Path run, MlflowServer server, Consumer<String> warnings) {
        return new MlflowLog(RunDirectory.at(run), server, warnings);
    }

    @Override
    public void started(Start start) {
        status = "FAILED";
        String name = String.valueOf(AbsolutePath.of(run.path()).getFileName());
        boolean goesOn = start.step() > 0;
        Map<String, String> parameters = start.configuration().values();
        sender = new MlflowSender(
                new MlflowRun(server, run.mlflow(), name, goesOn, parameters),
                server.address().toString());
    }

    @Override
    public void step(long step, double loss) {
        passWarning();
    }

    @Override
    public void logged(StepMetrics metrics) {
        NamedNumbers.finite(metrics).forEach((name, value) -> put(name, value, metrics.step()));
    }

    @Override
    public void probed(long step, int epoch, double knnTop1) {
        put(NamedNumbers.KNN, knnTop1, step);
    }

    private void put(String name, double value, long step) {
        if (sender != null) {
            sender.put(new MlflowClient.Metric(key(name), value, System.currentTimeMillis(), step));
        }
    }

    /** MLflow takes letters, digits, and a few signs. */
    private static String key(String name) {
        return name.replaceAll("[^\\w\\-. /]", "_");
    }

    @Override
    public void finished(Run result) {
        status = result.interrupted() ? "KILLED" : "FINISHED";
    }

    @Override
    public void ended() {
        if (sender == null) {
            return;
        }
        boolean complete = sender.end(status);
        passWarning();
        if (!complete) {
            warnings.accept("MLflow at " + server.address() + " has not all of the run; metrics.jsonl has");
        }
        sender = null;
    }

    private void passWarning() {
        String warning = sender == null ? null : sender.takeWarning();
        if (warning != null) {
            warnings.accept(warning);
        }
    }
}
