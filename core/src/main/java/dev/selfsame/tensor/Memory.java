package dev.selfsame.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Moves values between Java and native memory. */
final class Memory {
    /** Above every memory, and small enough that a count of bytes doesn't overflow. */
    private static final long MAX_COUNT = 1L << 56;

    private Memory() {}

    static TensorOptions options(DType dtype) {
        return new TensorOptions(dtype.scalarType);
    }

    /** Checks a shape and gives its number of values. */
    static long count(long... shape) {
        long count = 1;
        boolean empty = false;
        for (long side : shape) {
            if (side < 0) {
                throw new IllegalArgumentException("a shape has no negative sides, got " + Arrays.toString(shape));
            }
            empty |= side == 0;
            long factor = Math.max(side, 1); // strides of an empty tensor must fit, too
            if (factor > MAX_COUNT / count) {
                throw new IllegalArgumentException("no memory holds a tensor of shape " + Arrays.toString(shape));
            }
            count *= factor;
        }
        return empty ? 0 : count;
    }

    static void requireCount(long got, long... shape) {
        if (got != count(shape)) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " needs " + count(shape) + " values, got " + got);
        }
    }

    static void requireBytes(byte[] bytes, DType dtype, long... shape) {
        long needed = count(shape) * dtype.bytes();
        if (bytes.length != needed) {
            throw new IllegalArgumentException(
                    dtype + Arrays.toString(shape) + " needs " + needed + " bytes, got " + bytes.length);
        }
        for (int i = 0; dtype == DType.BOOL && i < bytes.length; i++) {
            if (bytes[i] != 0 && bytes[i] != 1) { // native code would go wrong
                throw new IllegalArgumentException("a bool is 0 or 1, got byte " + bytes[i] + " at " + i);
            }
        }
    }

    static org.bytedeco.pytorch.Tensor copyOf(Pointer values, DType dtype, long... shape) {
        return torch.from_blob(values, shape, options(dtype)).clone();
    }

    static float[] floats(org.bytedeco.pytorch.Tensor tensor) {
        org.bytedeco.pytorch.Tensor source = onCpu(tensor, DType.FLOAT32);
        float[] values = new float[size(source, 1)];
        if (values.length > 0) {
            new FloatPointer(source.data_ptr_float()).get(values);
        }
        return values;
    }

    static double[] doubles(org.bytedeco.pytorch.Tensor tensor) {
        org.bytedeco.pytorch.Tensor source = onCpu(tensor, DType.FLOAT64);
        double[] values = new double[size(source, 1)];
        if (values.length > 0) {
            new DoublePointer(source.data_ptr_double()).get(values);
        }
        return values;
    }

    static long[] longs(org.bytedeco.pytorch.Tensor tensor) {
        org.bytedeco.pytorch.Tensor source = onCpu(tensor, DType.INT64);
        long[] values = new long[size(source, 1)];
        if (values.length > 0) {
            new LongPointer(source.data_ptr_long()).get(values);
        }
        return values;
    }

    static int[] ints(org.bytedeco.pytorch.Tensor tensor) {
        org.bytedeco.pytorch.Tensor source = onCpu(tensor, DType.INT32);
        int[] values = new int[size(source, 1)];
        if (values.length > 0) {
            new IntPointer(source.data_ptr_int()).get(values);
        }
        return values;
    }

    /** The raw bytes in row-major order and the machine's byte order. */
    static byte[] bytes(org.bytedeco.pytorch.Tensor tensor, DType dtype) {
        org.bytedeco.pytorch.Tensor source = onCpu(tensor, dtype);
        byte[] values = new byte[size(source, dtype.bytes())];
        if (values.length > 0) {
            new BytePointer(source.data_ptr()).get(values);
        }
        return values;
    }

    private static int size(org.bytedeco.pytorch.Tensor tensor, int each) {
        long size = tensor.numel() * each;
        if (size > Integer.MAX_VALUE - 8) {
            throw new TensorException("a Java array holds fewer than 2^31 values, not " + size);
        }
        return (int) size;
    }

    private static org.bytedeco.pytorch.Tensor onCpu(org.bytedeco.pytorch.Tensor tensor, DType dtype) {
        return tensor.detach()
                .to(new org.bytedeco.pytorch.Device("cpu"), dtype.scalarType)
                .contiguous();
    }
}
