package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunSettings;
import dev.selfsame.train.TrainingListener;
import dev.selfsame.train.TrainingListener.Start;
import dev.selfsame.train.TrainingListener.StepMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person sees of a run; the tests have no terminal, so that the bar is drawn into memory. */
class ProgressOnTerminalTest {
    private static final String ABOVE_THE_BAR = "\r\033[K";
    private static final String NEW_LINE = System.lineSeparator();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ProgressOnTerminal progress =
            new ProgressOnTerminal(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void start(long step) {
        Configuration configuration = new Configuration(DemoPlan.recipe(4, 16, 2), RunSettings.DEFAULT);
        progress.started(new Start(configuration, step, 6, 48));
    }

    private void shows(String text) {
        assertTrue(shown().contains(text), shown());
    }

    @Test
    void theBarComesToItsEndWithTheNumbersBesideIt() {
        start(0);
        assertTrue(shown().startsWith("byol, recipe demo: 48 images, 2 epochs of 3 steps of 16 images, "), shown());
        for (long step = 1; step <= 6; step++) {
            progress.step(step, -0.25);
        }
        progress.logged(new StepMetrics(6, 1, 96, -0.25, Map.of(), 0.1, Map.of(), 100, 0, 0.5, 0.5, 8, 16, 1));
        progress.ended();
        shows("byol 100% [=");
        shows(" 6/6 ");
        shows(" loss -0.25");
        assertTrue(shown().endsWith(NEW_LINE), "what comes next has a line of its own, after " + shown());
    }

    @Test
    void aRunThatGoesOnBeginsWhereItWas() {
        start(3);
        progress.ended();
        shows(", going on after step 3");
        shows("byol  50% [");
        shows(" 3/6 ");
    }

    @Test
    void whatAPersonShouldReadStaysAboveTheBar() {
        start(0);
        progress.probed(3, 0, 0.253);
        progress.warned("the embeddings are collapsing");
        progress.noted("weights were taken");
        progress.ended();
        shows(ABOVE_THE_BAR + "epoch 1/2  kNN top-1 25.3 %" + NEW_LINE);
        shows(ABOVE_THE_BAR + "warning: the embeddings are collapsing" + NEW_LINE);
        shows(ABOVE_THE_BAR + "weights were taken" + NEW_LINE);
    }

    @Test
    void aRunThatFailsBeforeItBeginsHasNoBar() {
        progress.ended();
        assertTrue(shown().isEmpty(), shown());
    }

    /** Names in a file of weights, say. */
    @Test
    void noNameSteersTheTerminal() {
        StringWriter lines = new StringWriter();
        for (TrainingListener each : List.of(progress, new ProgressLines(new PrintWriter(lines)))) {
            each.noted("left out: \033[31mred\033[0m.weight");
            each.warned("\rhidden");
        }
        shows(ABOVE_THE_BAR + "left out: ?[31mred?[0m.weight" + NEW_LINE);
        shows(ABOVE_THE_BAR + "warning: ?hidden" + NEW_LINE);
        assertEquals("left out: ?[31mred?[0m.weight" + NEW_LINE + "warning: ?hidden" + NEW_LINE, lines.toString());
    }
}
