package dev.selfsame.natives;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Tensor;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** A program that uses Selfsame, run by {@link NativesTest} in a JVM of its own. */
final class NativesProgram {
    private NativesProgram() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "tensor" -> {
                try (Tensor tensor = Tensor.full(DType.FLOAT32, 1.5, 2)
                        .to(Device.parse("cpu"))
                        .add(1)) {
                    System.out.println(tensor);
                }
            }
            case "opencv" -> Natives.opencv();
            case "both at once" -> {
                Thread other = new Thread(Natives::opencv);
                other.start();
                Natives.torch();
                other.join();
            }
            case "JavaCPP first" -> {
                Pointer.maxBytes();
                refused();
            }
            case "refused" -> refused();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("limits " + Pointer.maxBytes() + " and " + Pointer.maxPhysicalBytes());
        System.out.println("cache " + Loader.getCacheDir());
    }

    /** Says twice why torch can't be had, then stops before JavaCPP loads. */
    private static void refused() {
        for (int i = 0; i < 2; i++) {
            try {
                Natives.torch();
                System.out.println("loaded");
            } catch (NativesException e) {
                System.out.println(e.getMessage());
            }
        }
        System.exit(0);
    }
}
