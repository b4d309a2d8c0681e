package dev.selfsame.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes arguments for one call, right ones and wrong ones. Half of the calls are coherent: their tensors mostly have one
 * type and rank and equal sides, so that operations get past their checks into the kernels.
 */
final class FuzzValues {
    private static final ExecutorService ELSEWHERE = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "elsewhere");
        thread.setDaemon(true);
        return thread;
    });
    private static final int[] WILD_INTS = {Integer.MIN_VALUE, -7, -2, -1, 0, 1, 2, 3, 5, 64, Integer.MAX_VALUE};
    private static final long[] WILD_LONGS = {
        Long.MIN_VALUE, -(1L << 40), -2, -1, 0, 1, 2, 3, 7, 1L << 40, 1L << 44, 1L << 62, Long.MAX_VALUE
    };
    private static final double[] WILD_DOUBLES = {
        0, -0.0, 1, -1, 0.5, 2, 1e-320, 1e308, -1e308, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    private static final String[] STRINGS = {"", "cpu", "cuda", "cuda:0", "cuda:999", "cuda:12345678901", "a\nb\u0000"};

    private static final String[] NAMES = {"weight", "layer1.0.weight", "layer1.0", "", ".", "1", "a\nb\u0000"};
    private static final String PROGRAM = "def forward(self, x: Tensor) -> Tensor:\n    return x * 2\n";
    private static final Path FILES = files();
    private static final Path BYTES = bytes();

    private static final int NONE = -1;

    private final SplittableRandom random;
    private final int unusable;
    private final boolean elsewhere;
    private int tensors;
    private final boolean coherent;
    private final boolean uniform;
    private final boolean nulls;
    private final int rank;
    private final int length;
    private final int side;
    private final DType dtype;
    private final List<AutoCloseable> made = new ArrayList<>();
    private boolean gaveNull;
    private boolean gaveUnusable;
    private int leftElsewhere;

    FuzzValues(long seed) {
        this(seed, NONE, false);
    }

    /**
     * With one tensor that can't be used, all else in order.
     *
     * @param unusable which of the tensors of a call, from 0
     * @param elsewhere whether that is another thread's, not a closed one
     */
    FuzzValues(long seed, int unusable, boolean elsewhere) {
        random = new SplittableRandom(seed);
        this.unusable = unusable;
        this.elsewhere = elsewhere;
        coherent = unusable != NONE || !oneIn(3);
        uniform = coherent && oneIn(2);
        nulls = unusable == NONE && random.nextInt(25) == 0;
        rank = pick(0, 1, 2, 2, 3, 4, 4, 5);
        length = oneIn(6) ? 0 : 1 + random.nextInt(3);
        side = rank <= 2 && oneIn(8)
                ? 200
                : 1 + random.nextInt(3); // large enough to leave its memory, if it goes wrong
        dtype = oneIn(4) ? pick(DType.values()) : DType.FLOAT32;
    }

    /** Whether a null was given where none is allowed. */
    boolean gaveNull() {
        return gaveNull;
    }

    /** Whether a closed tensor or one of another thread was given. */
    boolean gaveUnusable() {
        return gaveUnusable;
    }

    /** How many tensors another thread made here, which nobody can close. */
    int leftElsewhere() {
        return leftElsewhere;
    }

    /** Closes what outlives the scope of the call, last made first. */
    void close() throws Exception {
        while (!made.isEmpty()) {
            AutoCloseable last = made.remove(made.size() - 1);
            if (!(last instanceof Tensor tensor) || !tensor.toString().startsWith("tensor of")) {
                last.close();
            }
        }
    }

    <T extends AutoCloseable> T kept(T closeable) {
        made.add(closeable);
        return closeable;
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** A receiver for instance methods of a class. */
    Object receiver(Class<?> type) throws ReflectiveOperationException {
        if (type == Tensor.class) {
            return kept(tensor("this"));
        }
        if (type.isEnum()) {
            return pick(type.getEnumConstants());
        }
        if (type == Autocast.class) {
            return kept(Autocast.off(Device.CPU));
        }
        if (type == TorchScript.class) {
            return script();
        }
        Constructor<?> constructor = type.getConstructors()[0];
        while (true) {
            try {
                Object receiver = constructor.newInstance(Arrays.stream(constructor.getParameters())
                        .map(this::value)
                        .toArray());
                return receiver instanceof AutoCloseable guard ? kept(guard) : receiver;
            } catch (InvocationTargetException e) {
                gaveUnusable = false; // a record that checks its parts: try others
            }
        }
    }

    /** An argument for a parameter. */
    @Nullable
    Object value(Parameter parameter) {
        return value(parameter.getName(), parameter.getAnnotatedType());
    }

    private @Nullable Object value(String name, AnnotatedType annotated) {
        if (annotated.isAnnotationPresent(Nullable.class) && oneIn(3)) {
            return null;
        }
        boolean primitive = annotated.getType() instanceof Class<?> type && type.isPrimitive();
        if (nulls && !primitive && !(annotated instanceof AnnotatedArrayType) && oneIn(3)) {
            gaveNull = gaveNull || !annotated.isAnnotationPresent(Nullable.class);
            return null;
        }
        if (annotated instanceof AnnotatedParameterizedType parameterized
                && ((ParameterizedType) annotated.getType()).getRawType() == List.class) {
            AnnotatedType element = parameterized.getAnnotatedActualTypeArguments()[0];
            List<Object> list = new ArrayList<>();
            for (int i = coherent && !oneIn(16) ? length : random.nextInt(4); i > 0; i--) {
                list.add(value(name, element));
            }
            return list;
        }
        if (annotated instanceof AnnotatedParameterizedType parameterized
                && ((ParameterizedType) annotated.getType()).getRawType() == Map.class) {
            AnnotatedType element = parameterized.getAnnotatedActualTypeArguments()[1];
            Map<Object, Object> map = new HashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                Object key = pick((Object[]) NAMES);
                Object entry = value(name, element);
                if (entry != null) {
                    map.put(key, entry);
                }
            }
            return map;
        }
        if (annotated instanceof AnnotatedParameterizedType
                && ((ParameterizedType) annotated.getType()).getRawType() == Supplier.class) {
            return (Supplier<Object>) () -> "made";
        }
        if (annotated instanceof AnnotatedParameterizedType
                && ((ParameterizedType) annotated.getType()).getRawType() == TensorBytes.Sink.class) {
            return (TensorBytes.Sink<IOException>) bytes -> {};
        }
        return plain(name, (Class<?>) annotated.getType());
    }

    /** A program, closed now and then. */
    private TorchScript script() {
        TorchScript script = kept(TorchScript.compile("Fuzz", PROGRAM, Map.of(), Map.of()));
        if (oneIn(8)) {
            gaveUnusable = true;
            script.close();
        }
        return script;
    }

    /** A file of a few bytes, a folder, or none. */
    private Path path() {
        return switch (random.nextInt(4)) {
            case 0 -> FILES.resolve("absent/file");
            case 1 -> FILES;
            default -> FILES.resolve("file");
        };
    }

    private FileChannel channel() {
        try {
            return kept(FileChannel.open(BYTES, StandardOpenOption.READ));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where files for operations lie. */
    private static Path files() {
        try {
            Path folder = Files.createTempDirectory("selfsame-fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path bytes() {
        try {
            Path file = Files.write(FILES.resolve("bytes"), new byte[4096]);
            file.toFile().deleteOnExit();
            FILES.resolve("file").toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object plain(String name, Class<?> type) {
        if (type == Tensor.class) {
            return tensor(name);
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == int.class) {
            return anInt(name);
        } else if (type == long.class) {
            return aLong();
        } else if (type == double.class) {
            return aDouble();
        } else if (type == String.class) {
            return name.equals("source") && coherent ? PROGRAM : pick(STRINGS);
        } else if (type == Device.class) {
            return pick(Device.CPU, Device.CPU, new Device("cuda", 0), new Device("cuda", 127));
        } else if (type == ByteBuffer.class) {
            return buffer();
        } else if (type == Path.class) {
            return path();
        } else if (type == FileChannel.class) {
            return channel();
        } else if (type == Object.class) {
            return oneIn(3) ? tensor(name) : pick("text", 1);
        } else if (type.isEnum()) {
            return type == DType.class && coherent ? dtype : pick(type.getEnumConstants());
        } else if (type == long[].class) {
            return longs();
        } else if (type == int[].class) {
            return random.ints(count(), -3, 9).toArray();
        } else if (type == double[].class) {
            return random.doubles(count(), -3, 3).toArray();
        } else if (type == float[].class) {
            float[] values = new float[count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) aDouble();
            }
            return values;
        } else if (type == byte[].class) {
            byte[] values = new byte[count() * pick(1, 1, 2, 4, 8)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) random.nextInt();
            }
            return values;
        }
        throw new UnsupportedOperationException("teach FuzzValues to make a " + type.getName());
    }

    private int anInt(String name) {
        if (!coherent || oneIn(8)) {
            return WILD_INTS[random.nextInt(WILD_INTS.length)];
        }
        return switch (name) {
            case "kernel", "stride", "dilation", "groups" -> pick(1, 1, 1, 2);
            case "padding" -> pick(0, 0, 1);
            default -> pick(0, 1, 1, 1, 2, -1);
        };
    }

    private long aLong() {
        return coherent && !oneIn(8)
                ? pick(1L, 1L, 2L, 0L, (long) side, -1L)
                : WILD_LONGS[random.nextInt(WILD_LONGS.length)];
    }

    private double aDouble() {
        return coherent && !oneIn(8)
                ? pick(0.1, 1.0, 0.5, 1e-5, 2.0)
                : WILD_DOUBLES[random.nextInt(WILD_DOUBLES.length)];
    }

    /** A shape, an order of dimensions, or nonsense. */
    private long[] longs() {
        if (coherent && !oneIn(8)) {
            long[] values = shape();
            if (oneIn(3)) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = values.length - 1L - i;
                }
            }
            return values;
        }
        int length = oneIn(20) ? 70 : random.nextInt(6);
        long[] values = new long[length];
        for (int i = 0; i < length; i++) {
            values[i] = length > 6 ? 1 + random.nextInt(2) / 2 : oneIn(3) ? aLong() : random.nextInt(4);
        }
        return values;
    }

    private int count() {
        int count = 1;
        if (coherent) {
            for (int i = 0; i < rank; i++) {
                count *= side;
            }
            return count;
        }
        return random.nextInt(20);
    }

    private long[] shape() {
        int dims = uniform || (coherent && !oneIn(3)) ? rank : random.nextInt(6);
        if (coherent && !uniform && oneIn(4)) {
            dims = 1;
        }
        long[] shape = new long[dims];
        for (int i = 0; i < dims; i++) {
            shape[i] = uniform || (coherent && !oneIn(16)) ? (dims > 2 ? Math.min(side, 3) : side) : random.nextInt(5);
        }
        return shape;
    }

    private ByteBuffer buffer() {
        int bytes = count() * 8 + random.nextInt(3);
        ByteBuffer buffer = oneIn(8) ? ByteBuffer.allocate(bytes) : ByteBuffer.allocateDirect(bytes);
        buffer.order(ByteOrder.nativeOrder());
        if (oneIn(8)) {
            buffer = buffer.asReadOnlyBuffer();
        }
        if (oneIn(4)) {
            buffer.position(random.nextInt(bytes + 1));
        }
        return oneIn(4) ? buffer.slice() : buffer;
    }

    private Tensor tensor(String name) {
        if (tensors++ == unusable) {
            return unusable(elsewhere);
        }
        if (!coherent && oneIn(25)) {
            return unusable(!oneIn(2));
        }
        if (!coherent) {
            return sound(pick(DType.values()), shape());
        }
        return switch (name) {
            case "indices", "targets" -> sound(DType.INT64, oneIn(3) ? shape() : new long[] {side});
            case "condition", "mask" -> sound(DType.BOOL, shape());
            case "steps" -> sound(DType.FLOAT32, oneIn(3) ? shape() : new long[] {});
            case "weight", "bias", "runningMean", "runningVariance" ->
                sound(dtype, oneIn(2) ? shape() : new long[] {side});
            default -> sound(uniform ? dtype : pick(dtype, dtype, DType.INT64, DType.BOOL), shape());
        };
    }

    private Tensor unusable(boolean ofAnotherThread) {
        gaveUnusable = true;
        if (ofAnotherThread) {
            return elsewhere();
        }
        Tensor closed = sound(DType.FLOAT32, shape());
        closed.close();
        return closed;
    }

    private Tensor elsewhere() {
        leftElsewhere++;
        try {
            return ELSEWHERE.submit(() -> Tensor.ones(DType.FLOAT32, 2, 2)).get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** A usable tensor: plain, or a view of any kind, with or without gradient. */
    private Tensor sound(DType type, long[] shape) {
        int count = (int) Memory.count(shape);
        double[] values = new double[count];
        int kind = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            values[i] = switch (kind) {
                case 0 -> random.nextInt(4);
                case 1 -> aDouble();
                case 2 -> 0;
                case 3 -> random.nextInt(-3, 100);
                default -> random.nextDouble(-2, 2);
            };
        }
        Tensor tensor = Tensor.of(values, shape).to(type);
        int dims = shape.length;
        tensor = switch (random.nextInt(12)) {
            case 0 -> dims >= 2 ? tensor.transpose(0, dims - 1) : tensor;
            case 1 -> dims >= 1 && shape[dims - 1] > 1 ? tensor.narrow(-1, 1, shape[dims - 1] - 1) : tensor;
            case 2 -> dims >= 1 && shape[0] > 0 ? tensor.narrow(0, 0, 1).copy().expand(shape) : tensor;
            case 3 -> dims == 4 && count > 0 ? tensor.channelsLast() : tensor;
            case 4 -> tensor.expand(prepend(2, shape)).select(0, 1);
            default -> tensor;
        };
        if (type.isFloating() && oneIn(4)) {
            tensor = tensor.detach().requireGradient(true);
            if (oneIn(2)) {
                tensor = tensor.mul(1);
            }
        }
        return tensor;
    }

    private static long[] prepend(long first, long[] rest) {
        long[] all = new long[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }
}
