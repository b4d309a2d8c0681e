package dev.selfsame.train;

import java.nio.file.Path;

/**
 * A program that ends its JVM while it trains: {@code DIRECTORY WHO}. {@code other}: another thread calls {@code
 * System.exit}; {@code listener}: the thread that trains does; {@code nobody}: it waits for a signal.
 */
final class ExitingRun {
    private ExitingRun() {}

    public static void main(String[] arguments) {
        String who = arguments[1];
        TinyRuns.training(
                        "byol",
                        Path.of(arguments[0]),
                        "epochs=100000",
                        "checkpoint.every-epochs=100000",
                        "precision=bf16")
                .resume(true)
                .listener(new TrainingListener() {
                    @Override
                    public void step(long step, double loss) {
                        if (step % 12 == 0 && who.equals("listener")) {
                            System.exit(3);
                        }
                        if (step % 12 == 0 && who.equals("other")) {
                            new Thread(() -> System.exit(4)).start();
                        }
                    }

                    @Override
                    public void ended() {
                        System.out.println("ended");
                    }
                })
                .run();
    }
}
