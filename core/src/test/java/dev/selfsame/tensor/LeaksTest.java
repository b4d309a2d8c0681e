package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.leaky.Forgetful;
import dev.selfsame.testing.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaksTest {
    private final Leaks.Level before = Leaks.level();

    @BeforeEach
    void forgetEarlierReports() throws InterruptedException {
        collect();
        Leaks.reports();
    }

    @AfterEach
    void restore() {
        Leaks.level(before);
    }

    @Test
    void openTensorsAreCountedAtEveryLevel() {
        for (Leaks.Level level : Leaks.Level.values()) {
            Leaks.level(level);
            long live = Leaks.live();
            Tensor tensor = Forgetful.make();
            assertEquals(live + 1, Leaks.live());
            tensor.close();
            tensor.close();
            assertEquals(live, Leaks.live());
        }
    }

    @Test
    void fullTellsWhereAClosedTensorWasMadeAndClosed() {
        Leaks.level(Leaks.Level.FULL);
        Tensor tensor = Forgetful.make();
        Forgetful.discard(tensor);
        IllegalStateException e = assertThrows(IllegalStateException.class, tensor::sum);
        assertTrue(
                e.getMessage()
                        .matches("sum: the tensor is closed \\(made at .*Forgetful\\.make\\(Forgetful\\.java:\\d+\\).*,"
                                + " closed at .*Forgetful\\.discard\\(Forgetful\\.java:\\d+\\).*\\)"),
                e.getMessage());
    }

    @Test
    void withoutTracesTheMessageTellsHowToGetThem() {
        Leaks.level(Leaks.Level.OFF);
        Tensor tensor = Forgetful.make();
        tensor.close();
        IllegalStateException e = assertThrows(IllegalStateException.class, tensor::sum);
        assertEquals(
                "sum: the tensor is closed; -Dselfsame.leaks=full tells where it was made and closed", e.getMessage());
    }

    @Test
    void aForgottenTensorIsReportedWithItsMaker() throws InterruptedException {
        Leaks.level(Leaks.Level.FULL);
        Forgetful.forget();
        List<String> reports = await(1);
        assertEquals(1, reports.size());
        assertTrue(
                reports.get(0)
                        .matches("a tensor was never closed: made at .*Forgetful\\.make\\(Forgetful\\.java:\\d+\\)"
                                + " < .*Forgetful\\.forget\\(Forgetful\\.java:\\d+\\).*"),
                reports.get(0));
        assertEquals(List.of(), Leaks.reports());
    }

    @Test
    void aClosedTensorIsNotReported() throws InterruptedException {
        Leaks.level(Leaks.Level.FULL);
        Forgetful.make().close();
        collect();
        assertEquals(List.of(), Leaks.reports());
    }

    @Test
    void sampleRemembersOneTensorIn128() throws InterruptedException {
        Leaks.level(Leaks.Level.SAMPLE);
        for (int i = 0; i < 128 * 3; i++) {
            Forgetful.forget();
        }
        assertEquals(3, await(3).size());
    }

    @Test
    void offReportsNothing() throws InterruptedException {
        Leaks.level(Leaks.Level.OFF);
        for (int i = 0; i < 300; i++) {
            Forgetful.forget();
        }
        collect();
        assertEquals(List.of(), Leaks.reports());
    }

    @Test
    void theLevelIsAPropertyOfTheSystem() {
        for (Leaks.Level level : Leaks.Level.values()) {
            assertEquals(level + "\n", child("" + level));
        }
        assertEquals("SAMPLE\n", child("nonsense"));
    }

    private static String child(String level) {
        return ChildJvm.of(Program.class)
                .with("-Dselfsame.leaks=" + level.toLowerCase(Locale.ROOT))
                .run()
                .out();
    }

    /** Prints the level that it starts with. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.out.println(Leaks.level());
        }
    }

    /** Waits for reports of tensors that are garbage. */
    private static List<String> await(int count) throws InterruptedException {
        List<String> reports = new ArrayList<>();
        for (int i = 0; i < 100 && reports.size() < count; i++) {
            collect();
            reports.addAll(Leaks.reports());
        }
        assertFalse(reports.isEmpty(), "no report");
        return reports;
    }

    private static void collect() throws InterruptedException {
        System.gc();
        Thread.sleep(50);
    }
}
