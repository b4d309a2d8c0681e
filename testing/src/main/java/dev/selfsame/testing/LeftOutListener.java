package dev.selfsame.testing;

import java.io.PrintStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints how many tests were left out for want of something outside, when a module's tests have run. */
public final class LeftOutListener implements TestExecutionListener {
    private final PrintStream out;
    private final Queue<TestIdentifier> external = new ConcurrentLinkedQueue<>();
    private final Queue<TestIdentifier> browser = new ConcurrentLinkedQueue<>();
    private final Queue<TestIdentifier> pgvector = new ConcurrentLinkedQueue<>();

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
            external.add(skipped);
        }
        if (reason.startsWith(BrowserCondition.LEFT_OUT)) {
            browser.add(skipped);
        }
        if (reason.startsWith(PgvectorCondition.LEFT_OUT)) {
            pgvector.add(skipped);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        say("external", external, "no folder " + Shared.data(), plan);
        say("browser", browser, "no chromium with its chromedriver on the PATH", plan);
        say("pgvector", pgvector, "no PostgreSQL with it in " + PostgresPrograms.place(), plan);
    }

    private void say(String kind, Queue<TestIdentifier> leftOut, String why, TestPlan plan) {
        if (!leftOut.isEmpty()) {
            long tests =
                    leftOut.stream().mapToLong(skipped -> tests(plan, skipped)).sum();
            out.println(kind + " tests left out: " + tests + " (" + why + ")");
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
