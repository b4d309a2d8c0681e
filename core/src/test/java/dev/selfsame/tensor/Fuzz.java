package dev.selfsame.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calls the public operations of classes with what fits their parameter types, right or wrong, and writes a line for each
 * outcome that is not allowed. It may die of what it finds, so it runs in a JVM of its own and writes each call into a
 * file before it makes it. Arguments: that file, the seed, the number of rounds, and classes (default: all of this
 * package). With {@code -Dfuzz.only=TEXT} it makes only the calls that contain the text.
 */
final class Fuzz {
    private static final int RECORD = 8192;
    private static final long LONGEST = 20_000_000_000L; // ns
    private static final Set<Class<?>> ALLOWED = Set.of(
            IllegalArgumentException.class,
            EOFException.class,
            IllegalStateException.class,
            IndexOutOfBoundsException.class,
            TensorException.class);
    private static final Set<String> ENUM = Set.of("values", "valueOf");
    private static final Set<String> FREE = Set.of("close", "isClosed", "toString", "equals", "hashCode");

    private final FileChannel record;
    private final Map<String, String> faults = new TreeMap<>();
    private final Set<String> neverReturned = new TreeSet<>();
    private long calls;
    private long returned;
    private volatile String current = "nothing yet";
    private volatile long since = System.nanoTime();

    private Fuzz(FileChannel record) {
        this.record = record;
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        List<Class<?>> classes = new ArrayList<>();
        for (String name : Arrays.asList(arguments).subList(3, arguments.length)) {
            classes.add(Class.forName(name));
        }
        try (FileChannel record =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            Fuzz fuzz = new Fuzz(record);
            fuzz.watch();
            List<Executable> operations = operations(classes.isEmpty() ? publicClasses() : classes);
            fuzz.run(seed, rounds, operations);
            fuzz.report(operations.size());
            System.exit(fuzz.faults.isEmpty() ? 0 : 1);
        }
    }

    /** The public classes of this package, from where they were compiled to. */
    private static List<Class<?>> publicClasses() throws URISyntaxException, IOException, ClassNotFoundException {
        Path root = Path.of(
                Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("dev/selfsame/tensor"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.equals("package-info.class")) {
                    Class<?> type = Class.forName("dev.selfsame.tensor." + name.substring(0, name.length() - 6));
                    if (Modifier.isPublic(type.getModifiers())
                            && !type.isInterface()
                            && !Throwable.class.isAssignableFrom(type)) {
                        classes.add(type);
                    }
                }
            }
        }
        return classes;
    }

    private static List<Executable> operations(List<Class<?>> classes) {
        String only = System.getProperty("fuzz.only", "");
        return classes.stream()
                .flatMap(type -> Stream.<Executable>concat(
                        Arrays.stream(type.getConstructors()), Arrays.stream(type.getDeclaredMethods())))
                .filter(operation -> Modifier.isPublic(operation.getModifiers()) && !operation.isSynthetic())
                .filter(operation -> !operation.getDeclaringClass().isEnum() || !ENUM.contains(operation.getName()))
                .filter(operation -> operation.toString().contains(only))
                .sorted(Comparator.comparing(Executable::toString))
                .toList();
    }

    private void run(long seed, int rounds, List<Executable> operations) throws Exception {
        operations.forEach(operation -> neverReturned.add(operation.toString()));
        for (int round = 0; round < rounds; round++) {
            for (Executable operation : operations) {
                long callSeed = seed * 0x9E3779B97F4A7C15L
                        + round * 0xBF58476D1CE4E5B9L
                        + operation.toString().hashCode();
                call(operation, callSeed, new FuzzValues(callSeed));
            }
        }
        unusable(seed, operations);
    }

    /** Every operation once with each of its first tensors closed, and with its first of another thread. */
    private void unusable(long seed, List<Executable> operations) throws Exception {
        for (Executable operation : operations) {
            long callSeed = seed + operation.toString().hashCode();
            for (int place = 0; place < 3; place++) {
                call(operation, callSeed, new FuzzValues(callSeed, place, false));
            }
            call(operation, callSeed, new FuzzValues(callSeed, 0, true));
        }
    }

    private void call(Executable operation, long seed, FuzzValues values) throws Exception {
        Leaks.Level level = Leaks.level();
        int threads = Threads.count();
        long live = Leaks.live();
        calls++;
        try (Scope scope = new Scope()) {
            Object receiver = operation instanceof Method method && !Modifier.isStatic(method.getModifiers())
                    ? values.receiver(operation.getDeclaringClass())
                    : null;
            Object[] arguments =
                    Stream.of(operation.getParameters()).map(values::value).toArray();
            note(operation, seed, receiver, arguments);
            try {
                Object result = invoke(operation, receiver, arguments);
                returned++;
                neverReturned.remove(operation.toString());
                if (values.gaveUnusable() && mustRefuseUnusable(operation)) {
                    fault("returned, though a tensor was closed or another thread's");
                }
                use(result, values);
            } catch (InvocationTargetException e) {
                judge(e.getCause(), values);
            } catch (RuntimeException e) {
                judge(e, values);
            }
            values.close();
        } finally {
            Leaks.level(level);
            Threads.set(threads);
        }
        if (Leaks.live() != live + values.leftElsewhere()) {
            fault("left " + (Leaks.live() - live - values.leftElsewhere()) + " tensors open");
        }
    }

    private static boolean mustRefuseUnusable(Executable operation) {
        return operation instanceof Method method
                && !method.getDeclaringClass().isRecord()
                && !FREE.contains(method.getName());
    }

    private static Object invoke(Executable operation, Object receiver, Object[] arguments)
            throws ReflectiveOperationException {
        return operation instanceof Method method
                ? method.invoke(receiver, arguments)
                : ((Constructor<?>) operation).newInstance(arguments);
    }

    /** Reads what came out, and now and then sends a gradient back through it. */
    private void use(Object result, FuzzValues values) throws ReflectiveOperationException, IOException {
        if (result instanceof Record parts) {
            for (RecordComponent part : parts.getClass().getRecordComponents()) {
                use(part.getAccessor().invoke(parts), values);
            }
        } else if (result instanceof Tensor tensor && !tensor.isClosed()) {
            if (!tensor.toString().isEmpty() && tensor.count() <= 4096) {
                tensor.toDoubles();
                if (tensor.requiresGradient() && values.oneIn(2)) {
                    String call = current;
                    note(call + ", then backward");
                    tensor.mul(tensor).sum().backward();
                }
            }
        } else if (result instanceof AutoCloseable guard) {
            values.kept(guard);
        }
    }

    private void judge(Throwable e, FuzzValues values) {
        if (e instanceof NullPointerException && values.gaveNull()) {
            return;
        }
        if (!ALLOWED.contains(e.getClass())) {
            fault("threw " + e);
            return;
        }
        String message = e.getMessage();
        if (message == null
                || message.isBlank()
                || message.lines().count() != 1
                || message.contains("frame #")
                || message.contains("interpreter")) {
            fault("threw " + e.getClass().getSimpleName() + ", and its message is not one plain line: " + message);
        }
    }

    private void fault(String what) {
        String operation = current.substring(0, current.indexOf(" seed "));
        faults.putIfAbsent(operation + what.substring(0, Math.min(40, what.length())), oneLine(current + ": " + what));
    }

    /** Writes down a call before it is made. */
    private void note(Executable operation, long seed, Object receiver, Object... arguments) throws IOException {
        note(oneLine(operation + " seed " + seed + " of " + text(receiver) + " with "
                + Arrays.stream(arguments).map(Fuzz::text).collect(Collectors.joining(", "))));
    }

    private void note(String call) throws IOException {
        current = call;
        since = System.nanoTime();
        byte[] line = Arrays.copyOf(current.getBytes(StandardCharsets.UTF_8), RECORD);
        record.write(ByteBuffer.wrap(line), 0);
    }

    private static String text(Object value) {
        if (value instanceof Tensor tensor) {
            boolean plain = !tensor.isClosed() && !tensor.toString().startsWith("tensor of");
            return tensor + (plain && tensor.requiresGradient() ? " with gradient" : "");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Fuzz::text).toList().toString();
        }
        String all = Arrays.deepToString(new Object[] {value});
        return all.substring(1, all.length() - 1);
    }

    private static String oneLine(String text) {
        return text.replace("\n", "\\n").replace("\u0000", "\\0");
    }

    /** Ends the JVM if one call takes too long. */
    private void watch() {
        Thread watch = new Thread(() -> {
            while (System.nanoTime() - since < LONGEST) {
                try {
                    Thread.sleep(500);
                } catch (InterruptedException e) {
                    return;
                }
            }
            System.out.println("FAULT " + current + ": still runs after " + LONGEST / 1_000_000_000 + " s");
            System.out.flush();
            Runtime.getRuntime().halt(3);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void report(int operations) {
        faults.values().forEach(fault -> System.out.println("FAULT " + fault));
        neverReturned.forEach(operation -> System.out.println("NEVER RETURNED " + operation));
        System.out.println(operations + " operations, " + calls + " calls, " + returned + " returned normally");
    }
}
