package dev.selfsame.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The virtual environment that the peers run in.
 *
 * @param root of the checkout
 * @param folder where it is, or will be
 */
record Environment(Path root, Path folder) {
    /** Makes it, with what {@code requirements.txt} names, unless it is there. */
    void make() throws IOException, InterruptedException {
        if (Files.exists(folder.resolve("bin/python"))) {
            return;
        }
        System.err.println("making the peers' environment in " + folder + " …");
        require(List.of("python3", "-m", "venv", folder.toString()));
        require(List.of(
                folder.resolve("bin/pip").toString(),
                "install",
                "--quiet",
                "--requirement",
                root.resolve("benchmarks/peers/requirements.txt").toString()));
    }

    private static void require(List<String> command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + status);
        }
    }
}
