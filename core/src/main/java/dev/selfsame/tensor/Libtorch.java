package dev.selfsame.tensor;

import dev.selfsame.natives.Natives;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.global.torch;

/** How the libtorch at hand was built, and what it uses of this machine. */
public final class Libtorch {
    private Libtorch() {}

    /** The kernels that it chose for this processor: {@code avx512}, {@code avx2} or {@code default}, the slowest. */
    public static String kernels() {
        Natives.torch();
        try (BytePointer text = torch.get_cpu_capability()) {
            return text.getString().toLowerCase(Locale.ROOT);
        }
    }

    /** The version of OpenMP, which its threads come from, such as {@code 4.5}; {@code none} if it uses another way. */
    public static String openMp() {
        return find("OpenMP (\\d[\\d.]*)\\)");
    }

    /** The version of oneDNN, which convolves, such as {@code 3.7.1}; {@code none} without it. */
    public static String oneDnn() {
        return find("MKL-DNN v([\\d.]+)");
    }

    /** The whole account that it gives of itself, of several lines. */
    public static String configuration() {
        Natives.torch();
        try (BytePointer config = torch.show_config();
                BytePointer parallel = torch.get_parallel_info()) {
            return config.getString() + "\n" + parallel.getString();
        }
    }

    private static String find(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(configuration());
        return matcher.find() ? matcher.group(1) : "none";
    }
}
