package dev.selfsame.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native libraries, each once, after setting JavaCPP's properties: they are read when its first class loads,
 * so they must be set before, and a program that used JavaCPP earlier has to set them itself.
 *
 * <p>The libraries are unpacked on first use (about 445 MB) into {@code ~/.javacpp/cache}, or into the folder named by
 * the system property {@code selfsame.cache} or the environment variable {@code SELFSAME_CACHE}.
 */
public final class Natives {
    private Natives() {}

    /**
     * Makes libtorch ready; does nothing when it is.
     *
     * @throws NativesException if the libraries can't be unpacked or loaded
     */
    public static void torch() {
        Torch.LIBRARY.require();
    }

    /** Makes libtorch ready in the background. {@link #torch} waits for it, and says what went wrong. */
    public static void torchInBackground() {
        Thread thread = new Thread(() -> Objects.requireNonNull(Torch.LIBRARY), "selfsame-libraries");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Makes OpenCV ready; does nothing when it is.
     *
     * @throws NativesException if the libraries can't be unpacked or loaded
     */
    public static void opencv() {
        OpenCv.LIBRARY.require();
    }

    /** Sets how many threads multiply float32 matrices, all of this process's; the calling thread is one of them. */
    public static void blasThreads(int count) {
        torch();
        OpenBlas.threads(Math.min(count, Runtime.getRuntime().availableProcessors()));
    }

    /** How many threads multiply float32 matrices; 0 where that can't be told. */
    public static int blasThreads() {
        torch();
        return OpenBlas.threads();
    }

    /** Sets how many threads OpenMP takes for the calling thread, no other; does nothing where that can't be. */
    public static void openMpThreads(int count) {
        torch();
        OpenMp.threads(count);
    }

    /**
     * Bytes of the C library's heap, where tensors lie, used and unused together; blocks that were mapped one by one don't
     * count. 0 where that can't be told: it takes Linux and glibc 2.33 or newer.
     */
    public static long heapSize() {
        torch();
        return CHeap.size();
    }

    /** Bytes of {@link #heapSize} that are in use. */
    public static long heapUsed() {
        torch();
        return CHeap.used();
    }

    /** Bytes of this process in memory, those of the Java heap among them; 0 where the system isn't Linux. */
    public static long residentSize() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Gives back to the system what of the C library's heap is not in use. Takes some milliseconds, and what computes next
     * as many to fill its memory again. Does nothing where the C library isn't glibc.
     */
    public static void trimHeap() {
        torch();
        CHeap.trim();
    }

    /**
     * Ends the process at once, whatever computes. {@link Runtime#halt} takes native libraries down before, and threads that
     * still compute in them crash.
     *
     * @param status of the process, 0 to 255
     */
    public static void halt(int status) {
        Exit.now(status);
    }

    /** The version of libtorch, such as {@code 2.10.0}. */
    public static String torchVersion() {
        torch();
        return Versions.torch();
    }

    /** The version of OpenCV, such as {@code 4.13.0}. */
    public static String opencvVersion() {
        opencv();
        return Versions.opencv();
    }

    /** The folder that the libraries are unpacked into. */
    public static Path cache() {
        return JavaCpp.cache();
    }

    private static final class Torch {
        static final Library LIBRARY = Library.load("libtorch", "org.bytedeco.pytorch.global.torch");
    }

    private static final class OpenCv {
        static final Library LIBRARY = Library.load("OpenCV", "org.bytedeco.opencv.global.opencv_imgcodecs");
    }

    /** A library that was loaded, or why it was not, which is said again at each use. */
    private record Library(@Nullable NativesException failure) {
        /** One at a time: the libraries share others. */
        static synchronized Library load(String name, String className) {
            try {
                JavaCpp.prepare();
                OpenBlas.prepare();
                OpenMp.prepare();
                Environment.set("OPENCV_LOG_LEVEL", "SILENT"); // what is wrong with a file, the decoder says
                Loader.load(Class.forName(className));
                return new Library(null);
            } catch (NativesException e) {
                return new Library(e);
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                return new Library(new NativesException(
                        "can't load " + name + ", unpacked into " + JavaCpp.cache() + ": " + reason(e), e));
            }
        }

        void require() {
            if (failure != null) {
                throw new NativesException(failure.getMessage(), failure);
            }
        }

        private static String reason(Throwable e) {
            Throwable told = e.getMessage() == null && e.getCause() != null ? e.getCause() : e;
            String message = told.getMessage() == null ? "" : told.getMessage();
            String line = message.lines().findFirst().orElse(told.getClass().getSimpleName());
            return line.replaceFirst("^java[\\w.]+: ", ""); // the class of what is wrapped
        }
    }
}
