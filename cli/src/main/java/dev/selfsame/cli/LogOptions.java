package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.log.CsvLog;
import dev.selfsame.log.MlflowLog;
import dev.selfsame.log.MlflowServer;
import dev.selfsame.log.TensorBoardLog;
import dev.selfsame.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which tools besides the run's own files are told how it goes. */
final class LogOptions {
    private static final String TENSORBOARD = "tensorboard";
    private static final String CSV = "csv";
    private static final String MLFLOW = "mlflow";
    private static final String ADDRESS = "MLFLOW_TRACKING_URI";

    @Option(
            names = "--log",
            split = ",",
            paramLabel = "TOOL",
            description = "Also tell, separated by commas: tensorboard (event files in DIR/tensorboard), csv"
                    + " (DIR/metrics.csv), mlflow=URL or mlflow=URL#EXPERIMENT (an MLflow tracking server; without =URL"
                    + " that of MLFLOW_TRACKING_URI). Default: none")
    private List<String> tools = List.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** One of the tools, for a run that is known later. */
    @FunctionalInterface
    interface Log {
        /**
         * Begins to listen.
         *
         * @param progress takes warnings
         */
        TrainingListener into(Path run, ImageSource images, TrainingListener progress);
    }

    /**
     * What was asked for.
     *
     * @throws ParameterException if a tool is unknown, stands there twice, or MLflow's address is none
     */
    List<Log> logs() {
        List<Log> logs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String tool : tools) {
            String name = tool.split("=", 2)[0];
            if (names.contains(name)) {
                throw new ParameterException(spec.commandLine(), "--log names " + name + " twice");
            }
            names.add(name);
            logs.add(log(tool));
        }
        return logs;
    }

    private Log log(String tool) {
        if (tool.equals(TENSORBOARD)) {
            return (run, images, progress) -> TensorBoardLog.into(run, images);
        }
        if (tool.equals(CSV)) {
            return (run, images, progress) -> CsvLog.into(run);
        }
        if (tool.equals(MLFLOW) || tool.startsWith(MLFLOW + "=")) {
            MlflowServer server = server(tool.substring(MLFLOW.length()).replaceFirst("=", ""));
            return (run, images, progress) -> MlflowLog.into(run, server, progress::warned);
        }
        String word = tool.replaceFirst("[^\\w-].*", "..."); // what follows may be an address with a password
        throw new ParameterException(
                spec.commandLine(),
                "--log takes tensorboard, csv and mlflow=URL, got " + (word.isEmpty() ? "nothing" : word));
    }

    private MlflowServer server(String given) {
        String address = given.isEmpty() ? System.getenv().getOrDefault(ADDRESS, "") : given;
        if (address.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--log mlflow needs the server's address: mlflow=http://HOST:PORT, or " + ADDRESS);
        }
        try {
            return MlflowServer.of(address, System.getenv());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--log: " + e.getMessage(), e);
        }
    }
}
