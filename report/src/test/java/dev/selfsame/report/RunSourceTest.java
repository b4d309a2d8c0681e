package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunSourceTest {
    private static @Nullable String source(String commandLine) throws Exception {
        return RunSource.of(new ObjectMapper().readTree("{\"command_line\": " + commandLine + "}"));
    }

    @Test
    void isWhatTheCommandLineSays() throws Exception {
        assertEquals("photos", source("[\"selfsame\", \"train\", \"--data\", \"photos\", \"--run\", \"r\"]"));
        assertEquals("a=b", source("[\"selfsame\", \"train\", \"--data=a=b\"]"));
        assertEquals("demo", source("[\"selfsame\", \"demo\", \"--run\", \"r\"]"));
    }

    @Test
    void isUnknownWhereNoneSaysIt() throws Exception {
        assertNull(source("[]"));
        assertNull(source("[\"selfsame\", \"train\", \"--data\"]"));
        assertNull(RunSource.of(new ObjectMapper().readTree("{}")));
    }
}
