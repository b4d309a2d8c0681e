package dev.selfsame.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What libraries would say on standard error of themselves, such as which instructions of the processor they want. */
final class LibraryLogs {
    /** Held on to: Java forgets a logger that nobody holds, and its level with it. */
    private static final List<Logger> LOGGERS = Stream.of("org.apache.lucene", "org.postgresql")
            .map(Logger::getLogger)
            .toList();

    private LibraryLogs() {}

    /** Keeps them quiet. */
    static void off() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
