package dev.selfsame.cli;

import dev.selfsame.tensor.Cpu;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a person could change so that training is faster, or works at all. */
final class DoctorNotes {
    private static final long LEAST_MEMORY = 4L << 30;

    private DoctorNotes() {}

    /** A line for each thing to change; the list may be added to. */
    static List<String> of(Map<String, String> environment) {
        List<String> notes = new ArrayList<>();
        if (environment.containsKey("OPENBLAS_CORETYPE")) {
            notes.add("OPENBLAS_CORETYPE is " + environment.get("OPENBLAS_CORETYPE")
                    + ", which can cost a third of the speed of matrix products: unset it");
        }
        String spinning = environment.getOrDefault("OMP_WAIT_POLICY", "");
        if (spinning.toUpperCase(Locale.ROOT).equals("ACTIVE")) {
            notes.add("OMP_WAIT_POLICY is ACTIVE: waiting threads take time from those that load images; unset it");
        }
        if (!Cpu.hasFastBfloat16()) {
            notes.add(
                    Cpu.features().contains("avx512_bf16")
                            ? "the processor's AMX is hidden, without which bfloat16 is slower than float32 there:"
                                    + " precision auto is fp32"
                            : "the processor has no instructions for bfloat16 (avx512_bf16 or amx_bf16), or doesn't say:"
                                    + " precision auto is fp32, at about half the speed");
        }
        if (Cpu.memoryBytes() < LEAST_MEMORY) {
            notes.add("there is less than 4 GiB of memory: take small batches and images");
        }
        String names = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (!Charset.forName(names).equals(StandardCharsets.UTF_8)) {
            notes.add("file names are read as " + names
                    + ": those with other letters can't be opened; set LC_ALL=C.UTF-8");
        }
        return notes;
    }
}
