package dev.selfsame.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** JavaCPP's settings, which are system properties that it reads once. Those that the user gave stay. */
final class JavaCpp {
    private static final String BYTES = "org.bytedeco.javacpp.maxBytes";
    private static final String PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private JavaCpp() {}

    /**
     * Lifts the limits of memory, which are meant for programs that leave native memory to the garbage collector, and
     * names the folder for unpacked libraries.
     *
     * @throws NativesException if it is too late for that, or the folder can't be written
     */
    static void prepare() {
        String bytes = set(BYTES, "0");
        String physicalBytes = set(PHYSICAL_BYTES, "0");
        requireWritable(Path.of(set(CACHE, folder())));
        // This loads JavaCPP, unless something else did it before.
        if ((bytes.equals("0") && Pointer.maxBytes() > 0)
                || (physicalBytes.equals("0") && Pointer.maxPhysicalBytes() > 0)) {
            throw new NativesException(
                    "JavaCPP was loaded before Selfsame and would stop at "
                            + Pointer.maxPhysicalBytes() + " bytes of memory; start Java with -D" + PHYSICAL_BYTES
                            + "=0 -D"
                            + BYTES + "=0",
                    null);
        }
    }

    static Path cache() {
        return Path.of(Objects.requireNonNullElseGet(System.getProperty(CACHE), JavaCpp::folder));
    }

    private static String folder() {
        String named = System.getProperty("selfsame.cache", System.getenv().getOrDefault("SELFSAME_CACHE", ""));
        return named.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString()
                : named;
    }

    /** JavaCPP itself would go to another folder without a word. */
    private static void requireWritable(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder, null);
        }
    }

    private static NativesException unwritable(Path folder, @Nullable IOException cause) {
        return new NativesException(
                "can't unpack the native libraries into " + folder + ": the folder can't be written; name another with"
                        + " SELFSAME_CACHE=FOLDER or -Dselfsame.cache=FOLDER",
                cause);
    }

    /** Sets a property that has no value yet, and gives the value that it has now. */
    private static String set(String property, String value) {
        return Objects.requireNonNullElseGet(System.getProperty(property), () -> {
            System.setProperty(property, value);
            return value;
        });
    }
}
