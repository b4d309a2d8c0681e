package dev.selfsame.benchmarks;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.selfsame.data.Sources;
import dev.selfsame.natives.Natives;
import dev.selfsame.train.Training;
import dev.selfsame.train.TrainingListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Prints how much memory a training holds outside the Java heap, every 50 steps up to step 500, and how far it strays
 * from what it held at step 50. The heap must be of a fixed size and touched from the start:
 *
 * <pre>java -Xms1g -Xmx1g -XX:+AlwaysPreTouch … dev.selfsame.benchmarks.ResidentMemory IMAGES METHOD BASE_WIDTH [OPTION=VALUE…]</pre>
 */
public final class ResidentMemory {
    private static final int STEPS = 500;

    private ResidentMemory() {}

    /** Trains by recipe {@code cifar10}; options are those of {@code train --set}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("usage: ResidentMemory IMAGES METHOD BASE_WIDTH [OPTION=VALUE…]");
            System.exit(2);
        }
        Watch watch = new Watch();
        try (TemporaryFolder folder = TemporaryFolder.make("selfsame-memory")) {
            Training.of(CifarSteps.recipe(arguments[1], Integer.parseInt(arguments[2])))
                    .images(Sources.open(arguments[0]))
                    .epochs(STEPS)
                    .set("max-steps=" + STEPS)
                    .set(Arrays.copyOfRange(arguments, 3, arguments.length))
                    .into(folder.path().resolve("run"))
                    .listener(watch)
                    .run();
        }
        System.out.printf(
                "%s: from step 50 to step %d %+.1f %%, furthest %+.1f %%%n",
                arguments[1], STEPS, watch.change(watch.last), watch.change(watch.furthest));
    }

    private static final class Watch implements TrainingListener {
        private final double heap =
                Double.parseDouble(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .getVMOption("MaxHeapSize")
                        .getValue());
        private double first;
        double furthest;
        double last;

        double change(double rest) {
            return 100 * (rest / first - 1);
        }

        @Override
        public void step(long step, double loss) {
            if (step % 50 != 0) {
                return;
            }
            last = Natives.residentSize() - heap;
            if (step == 50) {
                first = last;
                furthest = last;
            } else if (Math.abs(last - first) > Math.abs(furthest - first)) {
                furthest = last;
            }
            System.out.printf("step %d: %.1f MiB outside the heap%n", step, last / (1 << 20));
        }
    }
}
