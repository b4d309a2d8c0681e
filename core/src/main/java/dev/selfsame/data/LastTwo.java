package dev.selfsame.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was made for the last two of ascending numbers, such as epochs: workers run ahead into the next while the batches
 * of this one are filled. Any number of threads may ask.
 */
final class LastTwo<T> {
    private final IntFunction<T> make;
    private final int[] numbers = {-1, -1};
    private final List<@Nullable T> made = new ArrayList<>(Arrays.asList(null, null));

    LastTwo(IntFunction<T> make) {
        this.make = make;
    }

    synchronized T of(int number) {
        int place = number & 1;
        T kept = made.get(place);
        if (kept != null && numbers[place] == number) {
            return kept;
        }
        T fresh = make.apply(number);
        made.set(place, fresh);
        numbers[place] = number;
        return fresh;
    }
}
