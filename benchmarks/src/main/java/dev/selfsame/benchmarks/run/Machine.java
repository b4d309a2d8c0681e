package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is measured, and what it is measured on. */
final class Machine {
    /** How fast the machine is on the day: hosts are shared. */
    static final String PRODUCT = "fp32 product, GFLOP/s";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Machine() {}

    /** What {@code doctor} says of it, and the kernel. */
    static Map<String, String> ours(Place place) throws IOException, InterruptedException {
        JsonNode doctor = JSON.readTree(Child.output(place.selfsame("doctor", "--json")));
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("processor", doctor.path("cpu").asText());
        machine.put("cores", doctor.path("cores").asText());
        machine.put("memory, GiB", doctor.path("memory_gib").asText());
        machine.put("instructions", String.join(" ", JSON.convertValue(doctor.path("cpu_features"), String[].class)));
        machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("Java", doctor.path("java").asText());
        machine.put("Selfsame", doctor.path("selfsame").asText());
        machine.put(
                "libtorch",
                doctor.path("libtorch").asText() + ", oneDNN "
                        + doctor.path("onednn").asText());
        machine.put("OpenCV", doctor.path("opencv").asText());
        machine.put(PRODUCT, doctor.path("matmul_fp32_gflops").asText());
        machine.put("bf16 product, GFLOP/s", doctor.path("matmul_bf16_gflops").asText());
        return machine;
    }

    /** The peers' versions. */
    static Map<String, String> peers(Place place) throws IOException, InterruptedException {
        JsonNode said = JSON.readTree(Child.output(place.peer("versions.py")));
        Map<String, String> versions = new LinkedHashMap<>();
        said.properties()
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue().asText()));
        return versions;
    }

    /** The commit of the checkout, with a mark where files differ from it. */
    static String commit(Place place) throws InterruptedException {
        try {
            String git = place.root().toString();
            String commit = Child.output(List.of("git", "-C", git, "rev-parse", "--short=10", "HEAD"));
            boolean changed = !Child.output(List.of("git", "-C", git, "status", "--porcelain"))
                    .isEmpty();
            return commit + (changed ? " with changes" : "");
        } catch (IOException e) { // no checkout
            return "unknown";
        }
    }
}
