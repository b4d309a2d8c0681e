package dev.selfsame.tensor;

import dev.selfsame.natives.Natives;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * While open, convolutions and matrix products on this thread compute in 16 bits, and operations that need the range in
 * 32 (automatic mixed precision). Casts of parameters are remembered until it closes, so open it round the forward pass
 * only and close it before the optimiser changes them.
 */
public final class Autocast implements AutoCloseable {
    private final DeviceType device;
    private final boolean enabledBefore;
    private final torch.ScalarType typeBefore;
    private final Thread thread = Thread.currentThread();
    private boolean closed;

    private Autocast(DeviceType device, boolean enabled, DType type) {
        Natives.torch();
        this.device = device;
        this.enabledBefore = torch.is_autocast_enabled(device);
        this.typeBefore = torch.get_autocast_dtype(device).intern();
        torch.set_autocast_dtype(device, type.scalarType);
        torch.set_autocast_enabled(device, enabled);
    }

    /**
     * Computes in {@code type} on {@code device}.
     *
     * @param type {@link DType#BFLOAT16}, or {@link DType#FLOAT16} on CUDA
     */
    public static Autocast to(DType type, Device device) {
        if (type != DType.BFLOAT16 && (type != DType.FLOAT16 || device.equals(Device.CPU))) {
            throw new IllegalArgumentException("autocast on " + device + " is to bfloat16, not to " + type);
        }
        return new Autocast(deviceType(device), true, type);
    }

    /** Computes in full precision while open, inside another autocast: losses use it. */
    public static Autocast off(Device device) {
        Natives.torch();
        DeviceType type = deviceType(device);
        return new Autocast(type, false, DType.of(torch.get_autocast_dtype(type)));
    }

    /** Whether autocast is on for the device on this thread. */
    public static boolean isOn(Device device) {
        Natives.torch();
        return torch.is_autocast_enabled(deviceType(device));
    }

    /**
     * Puts back what was before and forgets the casts; does nothing the second time.
     *
     * @throws IllegalStateException on another thread than the one that opened it
     */
    @Override
    public void close() {
        if (thread != Thread.currentThread()) {
            throw new IllegalStateException("Autocast was opened by thread " + thread.getName());
        }
        if (closed) {
            return;
        }
        closed = true;
        torch.set_autocast_enabled(device, enabledBefore);
        torch.set_autocast_dtype(device, typeBefore);
        if (!enabledBefore) {
            forgetCasts();
        }
    }

    /**
     * Casts of parameters are remembered with or without history, as they were made; after {@link NoGrad} they must be
     * made again, or gradients would not reach the parameters.
     */
    static void forgetCasts() {
        torch.clear_cache();
    }

    private static DeviceType deviceType(Device device) {
        return device.type().equals("cpu") ? DeviceType.CPU : DeviceType.CUDA;
    }
}
