package dev.selfsame.tensor;

/**
 * Changes where and how a tensor's values are stored. The tensor stays the same object, so that whoever holds a
 * parameter needs not be told; a gradient collected so far is forgotten.
 */
public final class Storage {
    private Storage() {}

    /** Moves the values to a device. */
    public static void move(Tensor tensor, Device device) {
        Op.inPlace(
                "move",
                () -> set(
                        tensor,
                        tensor.handle()
                                .to(
                                        new org.bytedeco.pytorch.Device(device.toString()),
                                        tensor.handle().scalar_type())),
                tensor);
    }

    /** Converts the values. */
    public static void convert(Tensor tensor, DType dtype) {
        Op.inPlace("convert", () -> set(tensor, tensor.handle().to(dtype.scalarType)), tensor);
    }

    private static void set(Tensor tensor, org.bytedeco.pytorch.Tensor values) {
        tensor.handle().mutable_grad().reset();
        tensor.handle().set_data(values.detach());
    }
}
