package dev.selfsame.pth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as a pickle describes it: a view of a storage.
 *
 * @param storage whose values it shows
 * @param type of its values
 * @param offset of its first value in the storage, in values
 * @param shape its sides
 * @param strides values between two neighbours of each dimension
 */
record StoredTensor(Storage storage, ValueType type, long offset, List<Long> shape, List<Long> strides) {
    private static final int MOST_DIMENSIONS = 64; // PyTorch's limit

    /**
     * Values in a row, which tensors share.
     *
     * @param key its name in the file
     * @param type of its values
     * @param from where it begins in what the file has under the key, in values
     * @param count of values
     */
    record Storage(String key, ValueType type, long from, long count) {
        long bytes() {
            return count * type.bytes;
        }
    }

    /**
     * Takes what the pickle says.
     *
     * @throws Refusal if it is no tensor, or lies outside its storage
     */
    static StoredTensor of(
            @Nullable Object storage,
            @Nullable Object offset,
            @Nullable Object shape,
            @Nullable Object strides,
            @Nullable ValueType type)
            throws Refusal {
        if (!(storage instanceof Storage held)) {
            throw new Refusal("it is damaged: a tensor in it has no storage");
        }
        List<Long> sides = numbers(shape);
        List<Long> steps = numbers(strides);
        long first = number(offset);
        StoredTensor tensor = new StoredTensor(held, type == null ? held.type : type, first, sides, steps);
        if (sides.size() != steps.size()) {
            throw new Refusal("it is damaged: a tensor in it has the sides " + sides + " and the strides " + steps);
        }
        tensor.requireWithin();
        return tensor;
    }

    private void requireWithin() throws Refusal {
        long room = storage.bytes() / type.bytes;
        boolean fits = offset <= room;
        if (fits && count() > 0) {
            try {
                fits = Math.addExact(offset, span()) <= room;
            } catch (ArithmeticException e) {
                fits = false;
            }
        }
        if (!fits) {
            throw new Refusal("it is damaged: a tensor of the sides " + shape + " and the strides " + strides
                    + " from the value " + offset + " on does not lie in its storage of " + room + " values");
        }
    }

    /** The number of values; more than the storage has where some are shown again. Capped. */
    long count() {
        long count = 1;
        for (long side : shape) {
            if (side == 0) {
                return 0;
            }
            count = count > Long.MAX_VALUE / side ? Long.MAX_VALUE : count * side;
        }
        return count;
    }

    /** The values of the storage from its first to its last, both included. */
    long span() {
        long last = 0;
        for (int i = 0; i < shape.size(); i++) {
            last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
        }
        return last + 1;
    }

    /** Whether the values lie one after the other in row-major order. */
    boolean isContiguous() {
        long step = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && strides.get(i) != step) {
                return false;
            }
            step *= shape.get(i);
        }
        return true;
    }

    static long number(@Nullable Object value) throws Refusal {
        if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0) {
            return ((Number) value).longValue();
        }
        throw new Refusal("it is damaged: where a whole number from 0 on should stand is " + brief(value));
    }

    private static List<Long> numbers(@Nullable Object tuple) throws Refusal {
        if (!(tuple instanceof Object[] array) || array.length > MOST_DIMENSIONS) {
            throw new Refusal("it is damaged: where a tensor's sides or strides should stand is " + brief(tuple));
        }
        List<Long> numbers = new ArrayList<>();
        for (Object value : array) {
            numbers.add(number(value));
        }
        return List.copyOf(numbers);
    }

    private static String brief(@Nullable Object value) {
        return value instanceof Number || value instanceof Boolean
                ? value.toString()
                : value == null ? "nothing" : "a " + value.getClass().getSimpleName();
    }
}
