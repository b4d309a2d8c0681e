package dev.selfsame.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Whether a person looks on. */
final class Terminal {
    private Terminal() {}

    /** Whether whatever shows standard error is told to take UTF-8. */
    static boolean isUtf8() {
        String encoding = System.getProperty("stderr.encoding", System.getProperty("native.encoding", ""));
        return encoding.equalsIgnoreCase("UTF-8");
    }

    /** Whether standard error is a terminal that can redraw a line. Java itself doesn't say. */
    static boolean isStandardError() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return new ProcessBuilder("test", "-t", "2")
                            .redirectError(Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // Windows has no such command: plain lines there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
