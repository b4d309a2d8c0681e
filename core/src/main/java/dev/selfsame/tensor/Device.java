package dev.selfsame.tensor;

import dev.selfsame.natives.Natives;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.global.torch;

/**
 * Where a tensor lives.
 *
 * @param type {@code cpu} or {@code cuda}
 * @param index which card, from 0; 0 for the CPU
 */
public record Device(String type, int index) {
    /** The processor. */
    public static final Device CPU = new Device("cpu", 0);

    /** Checks the type and the index. */
    public Device {
        if (!type.equals("cpu") && !type.equals("cuda")) {
            throw new IllegalArgumentException("device must be cpu or cuda:N, got " + oneLine(type));
        }
        if (index < 0 || index > 127 || (type.equals("cpu") && index != 0)) {
            throw new IllegalArgumentException("no device " + type + ":" + index);
        }
    }

    /**
     * Reads {@code cpu}, {@code cuda} or {@code cuda:N}; {@code auto} is {@link #best}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Device parse(String text) {
        if (text.equals("auto")) {
            return best();
        }
        if (text.equals("cpu")) {
            return CPU;
        }
        if (text.equals("cuda")) {
            return new Device("cuda", 0);
        }
        if (text.matches("cuda:\\d{1,3}")) {
            return new Device("cuda", Integer.parseInt(text.substring(5)));
        }
        throw new IllegalArgumentException("device must be auto, cpu or cuda:N, got " + oneLine(text));
    }

    private static String oneLine(String text) {
        return text.lines().collect(Collectors.joining(" "));
    }

    /** The first graphics card where there is one that works, else the processor. */
    public static Device best() {
        return cudaAvailable() ? new Device("cuda", 0) : CPU;
    }

    /** Whether libtorch was built with CUDA and sees a card. */
    public static boolean cudaAvailable() {
        Natives.torch();
        return torch.hasCUDA() && torch.cuda_is_available();
    }

    /** Whether this device can be used here. */
    public boolean isAvailable() {
        return type.equals("cpu") || (cudaAvailable() && index < torch.cuda_device_count());
    }

    @Override
    public String toString() {
        return type.equals("cpu") ? "cpu" : type + ":" + index;
    }
}
