package dev.selfsame.testing;

import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints how many external tests were left out, when a module's tests have run. */
public final class LeftOutListener implements TestExecutionListener {
    private final PrintStream out;
    private final Queue<TestIdentifier> leftOut = new ConcurrentLinkedQueue<>();

    /** Prints to standard output; JUnit calls this. */
    public LeftOutListener() {
        this(System.out);
    }

    LeftOutListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        if (reason.startsWith(ExternalCondition.LEFT_OUT)) {
            leftOut.add(skipped);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!leftOut.isEmpty()) {
            long tests =
                    leftOut.stream().mapToLong(skipped -> tests(plan, skipped)).sum();
            out.println("external tests left out: " + tests + " (no folder " + Shared.data() + ")");
        }
    }

    /** The tests of a class, or one for a single test, which may be a template that has not been unrolled. */
    private static long tests(TestPlan plan, TestIdentifier skipped) {
        return Math.max(
                1,
                plan.getDescendants(skipped).stream()
                        .filter(TestIdentifier::isTest)
                        .count());
    }
}
