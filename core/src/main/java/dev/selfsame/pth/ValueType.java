package dev.selfsame.pth;

import dev.selfsame.tensor.DType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the values of a storage are, by PyTorch's names; not all have a counterpart here. */
enum ValueType {
    FLOAT32("FloatStorage", 4, DType.FLOAT32),
    FLOAT64("DoubleStorage", 8, DType.FLOAT64),
    FLOAT16("HalfStorage", 2, DType.FLOAT16),
    BFLOAT16("BFloat16Storage", 2, DType.BFLOAT16),
    INT64("LongStorage", 8, DType.INT64),
    INT32("IntStorage", 4, DType.INT32),
    INT16("ShortStorage", 2, null),
    INT8("CharStorage", 1, null),
    UINT8("ByteStorage", 1, DType.UINT8),
    BOOL("BoolStorage", 1, DType.BOOL),
    COMPLEX64("ComplexFloatStorage", 8, null),
    COMPLEX128("ComplexDoubleStorage", 16, null),
    UINT16("", 2, null),
    UINT32("", 4, null),
    UINT64("", 8, null),
    FLOAT8_E4M3FN("", 1, null),
    FLOAT8_E5M2("", 1, null),
    /** Bytes whose type stands with the tensor. */
    UNTYPED("UntypedStorage", 1, null);

    private static final Map<String, ValueType> STORAGES = new HashMap<>();

    static {
        for (ValueType type : values()) {
            if (!type.storage.isEmpty()) {
                STORAGES.put((type == UNTYPED ? "torch.storage." : "torch.") + type.storage, type);
            }
        }
    }

    final int bytes;
    final @Nullable DType dtype;
    private final String storage;

    ValueType(String storage, int bytes, @Nullable DType dtype) {
        this.storage = storage;
        this.bytes = bytes;
        this.dtype = dtype;
    }

    /** The type of a class of storages such as {@code torch.FloatStorage}; null for other names. */
    static @Nullable ValueType ofStorage(String name) {
        return STORAGES.get(name);
    }

    /** The type that PyTorch calls so, such as {@code torch.float32}; null for other names. */
    static @Nullable ValueType ofName(String name) {
        for (ValueType type : values()) {
            if (type != UNTYPED && name.equals("torch." + type)) {
                return type;
            }
        }
        return null;
    }

    /** As PyTorch calls it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
