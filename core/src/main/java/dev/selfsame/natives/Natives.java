package dev.selfsame.natives;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native libraries once, after setting JavaCPP's properties: they are read when its first class loads, so
 * they must be set before, and a program that used JavaCPP earlier has to set them itself.
 *
 * <p>The libraries are unpacked on first use (about 445 MB) into {@code ~/.javacpp/cache}, or into the folder named by
 * the system property {@code selfsame.cache} or the environment variable {@code SELFSAME_CACHE}.
 */
public final class Natives {
    private static final String BYTES = "org.bytedeco.javacpp.maxBytes";
    private static final String PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private Natives() {}

    /**
     * Makes libtorch ready; does nothing when it is.
     *
     * @throws NativesException if the libraries can't be unpacked or loaded
     */
    public static void torch() {
        Torch.LOADED.check();
    }

    /**
     * Makes OpenCV ready; does nothing when it is.
     *
     * @throws NativesException if the libraries can't be unpacked or loaded
     */
    public static void opencv() {
        OpenCv.LOADED.check();
    }

    /** What loading came to: nothing, or the reason why it failed, said again at each use. */
    private record Outcome(String failure, Throwable cause) {
        void check() {
            if (!failure.isEmpty()) {
                throw new NativesException(failure, cause);
            }
        }
    }

    private static final class Torch {
        static final Outcome LOADED = load("libtorch", "org.bytedeco.pytorch.global.torch");
    }

    private static final class OpenCv {
        static final Outcome LOADED = load("OpenCV", "org.bytedeco.opencv.global.opencv_imgcodecs");
    }

    private static final class Settings {
        static final Outcome MADE = make();

        private static Outcome make() {
            setIfAbsent(BYTES, "0");
            setIfAbsent(PHYSICAL_BYTES, "0");
            String folder = System.getProperty("selfsame.cache", System.getenv().getOrDefault("SELFSAME_CACHE", ""));
            if (!folder.isEmpty()) {
                setIfAbsent(CACHE, folder);
            }
            Path cache = Path.of(System.getProperty(
                    CACHE,
                    Path.of(System.getProperty("user.home"), ".javacpp", "cache")
                            .toString()));
            try {
                Files.createDirectories(cache);
                if (!Files.isWritable(cache)) {
                    throw new java.nio.file.AccessDeniedException(cache.toString());
                }
            } catch (java.io.IOException e) {
                return new Outcome(
                        "can't unpack the native libraries into " + cache
                                + ": the folder can't be written; name another with SELFSAME_CACHE=FOLDER"
                                + " or -Dselfsame.cache=FOLDER",
                        e);
            }
            if (Pointer.maxPhysicalBytes() > 0) {
                return new Outcome(
                        "JavaCPP was loaded before Selfsame and would stop at " + Pointer.maxPhysicalBytes()
                                + " bytes of memory; start Java with -D" + PHYSICAL_BYTES + "=0 -D" + BYTES + "=0",
                        new IllegalStateException("JavaCPP was loaded first"));
            }
            return new Outcome("", new IllegalStateException());
        }
    }

    private static Outcome load(String library, String className) {
        Settings.MADE.check();
        try {
            Loader.load(Class.forName(className));
            return new Outcome("", new IllegalStateException());
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return new Outcome(
                    "can't load " + library + " for " + Loader.getPlatform() + ": " + firstLine(e.getMessage()), e);
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
