package dev.selfsame.train;

import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.LivePointers;
import dev.selfsame.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** What this process holds outside the garbage collector's sight. */
record Held(long tensors, long pointers, long loaderThreads, long files) {
    /** Now, after the end of a scope, which lets go of buffers that tensors shared. */
    static Held now() {
        new Scope().close();
        return new Held(Leaks.live(), Pointer.totalCount(), threads(), openFiles());
    }

    /** The same without what other tests have left to the garbage collector: for the count before. */
    static Held settled() {
        LivePointers.settled();
        return now();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("selfsame-loader"))
                .count();
    }

    /** Without those of the JVM, which opens and closes its own whenever it likes. */
    private static long openFiles() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.filter(file -> target(file).startsWith(temporary)).count();
        } catch (IOException e) {
            return 0; // a system without it
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return link; // closed meanwhile
        }
    }
}
