package dev.selfsame.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.data.ImageSource;
import dev.selfsame.model.Version;
import dev.selfsame.tensor.Cpu;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code provenance.json}: how a run was made, and in which sittings. */
final class Provenance {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunDirectory directory;
    private final List<String> commandLine;
    private final long maxSteps;
    private final ObjectNode content;
    private @Nullable ObjectNode sitting;

    Provenance(
            RunDirectory directory,
            List<String> commandLine,
            Configuration configuration,
            ImageSource images,
            long totalSteps) {
        this.directory = directory;
        this.commandLine = commandLine;
        maxSteps = configuration.run().maxSteps();
        content = JSON.createObjectNode();
        content.put("version", Version.current());
        content.put("seed", configuration.run().seed());
        content.put("method", configuration.recipe().method().name());
        content.put("recipe", configuration.recipe().recipe());
        commandLine.forEach(content.putArray("command_line")::add);
        ObjectNode data = content.putObject("data");
        data.put("source", images.describe());
        data.put("images", images.size());
        data.put("fingerprint", images.fingerprint());
        content.put("total_steps", totalSteps);
        content.set("sampler", RecordTree.write(configuration.run().sampler()));
        ObjectNode machine = content.putObject("machine");
        machine.put("cpu", Cpu.model());
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", System.getProperty("java.runtime.version"));
    }

    /** Fingerprint of the images. */
    String fingerprint() {
        return content.path("data").path("fingerprint").asText();
    }

    /** What checkpoints keep beside configuration and fingerprint: version, command line and machine, as JSON. */
    String origin() {
        return content.deepCopy().retain("version", "command_line", "machine").toString();
    }

    /** Notes that the run begins, or goes on. */
    void begin(long step) {
        ArrayNode sittings = content.putArray("sittings");
        if (step > 0) {
            earlierSittings().forEach(sittings::add);
        }
        ObjectNode now = sittings.addObject();
        now.put("from_step", step);
        now.put("start", now());
        commandLine.forEach(now.putArray("command_line")::add);
        if (maxSteps > 0) {
            now.put("max_steps", maxSteps);
        }
        sitting = now;
        content.put("start", sittings.get(0).path("start").asText());
        write();
    }

    /** Notes that the sitting ended. */
    void end(long step, int skipped) {
        content.put("end", now());
        content.put("steps", step);
        content.put("skipped_images", skipped);
        if (sitting != null) {
            sitting.put("to_step", step);
            sitting.put("end", now());
        }
        write();
    }

    /** Notes why the sitting failed, where that can still be written. */
    void fail(long step, int skipped, Throwable failure) {
        if (sitting != null) {
            sitting.put("failed", failure instanceof Error ? failure.toString() : String.valueOf(failure.getMessage()));
        }
        try {
            end(step, skipped);
        } catch (RunException e) {
            failure.addSuppressed(e);
        }
    }

    private JsonNode earlierSittings() {
        try {
            if (Files.exists(directory.provenance())) {
                return JSON.readTree(Files.readString(directory.provenance())).path("sittings");
            }
        } catch (IOException e) {
            return JSON.createArrayNode(); // a damaged note of earlier sittings is no reason to stop
        }
        return JSON.createArrayNode();
    }

    private void write() {
        try {
            directory.write(
                    directory.provenance(),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
