package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.RepeatedTest;

class BarLineTest {
    @RepeatedTest(20)
    void aBarThatIsClosedAtOnceEndsItsLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressBarBuilder builder =
                new ProgressBarBuilder().setTaskName("short").setInitialMax(1);
        BarLine.drawn(builder, new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .close();
        String shown = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(shown.endsWith(System.lineSeparator()), shown);
    }
}
