package dev.selfsame.tensor;

import java.util.Locale;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The type of a tensor's values. */
public enum DType {
    /** 32-bit float, the default. */
    FLOAT32(ScalarType.Float, 4),
    /** 64-bit float. */
    FLOAT64(ScalarType.Double, 8),
    /** 16-bit float with the exponent of a 32-bit float. */
    BFLOAT16(ScalarType.BFloat16, 2),
    /** 16-bit IEEE float. */
    FLOAT16(ScalarType.Half, 2),
    /** 64-bit integer; the type of indices. */
    INT64(ScalarType.Long, 8),
    /** 32-bit integer. */
    INT32(ScalarType.Int, 4),
    /** Unsigned 8-bit integer; the type of pixels. */
    UINT8(ScalarType.Byte, 1),
    /** True or false. */
    BOOL(ScalarType.Bool, 1);

    final ScalarType scalarType;
    private final int bytes;

    DType(ScalarType scalarType, int bytes) {
        this.scalarType = scalarType;
        this.bytes = bytes;
    }

    /** The size of one value in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether values have a fraction; only such tensors carry gradients. */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64 || this == BFLOAT16 || this == FLOAT16;
    }

    static DType of(ScalarType type) {
        ScalarType known = type.intern();
        for (DType candidate : values()) {
            if (candidate.scalarType == known) {
                return candidate;
            }
        }
        throw new TensorException("a tensor of type " + known + " has no counterpart here");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
