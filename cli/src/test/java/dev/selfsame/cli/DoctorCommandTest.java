package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.model.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void saysVersionsMachineAndSpeed() throws IOException {
        JsonNode found = Selfsame.run("doctor", "--json").done().json();
        assertEquals(Version.current(), found.path("selfsame").asText());
        assertTrue(found.path("libtorch").asText().matches("\\d+\\.\\d+\\.\\d+"), found.toString());
        assertTrue(found.path("opencv").asText().matches("\\d+\\.\\d+\\.\\d+"), found.toString());
        for (String number :
                List.of("memory_gib", "matmul_fp32_gflops", "matmul_bf16_gflops", "cache_gib", "cores", "threads")) {
            assertTrue(found.path(number).asDouble() > 0, number + ": " + found);
        }
        assertTrue(found.path("notes").isArray());
    }

    @Test
    void asTextEachNoteIsALine() throws IOException {
        int notes = Selfsame.run("doctor", "--json").json().path("notes").size();
        Selfsame text = Selfsame.run("doctor").done();
        assertEquals(
                notes,
                text.out().lines().filter(line -> line.startsWith("note ")).count());
    }

    @Test
    void aSlowCoreTypeIsNoted() {
        assertTrue(DoctorNotes.of(Map.of("OPENBLAS_CORETYPE", "Haswell")).stream()
                .anyMatch(note -> note.contains("OPENBLAS_CORETYPE is Haswell") && note.contains("unset it")));
        assertTrue(DoctorNotes.of(Map.of("OMP_WAIT_POLICY", "active")).stream()
                .anyMatch(note -> note.contains("OMP_WAIT_POLICY")));
        assertTrue(
                DoctorNotes.of(Map.of()).stream().noneMatch(note -> note.contains("OPENBLAS") || note.contains("OMP")));
    }
}
