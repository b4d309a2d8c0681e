package dev.selfsame.pth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.UnpickleStack;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle without running it. Numbers, texts and tuples are the library's work; what names, calls or changes
 * something is done here, by {@link Globals}. Tensors come out as {@link StoredTensor}, dictionaries as maps in their
 * order, lists and sets as lists, tuples as arrays.
 */
final class Pickle extends Unpickler {
    /** Enough for a hundred thousand tensors with their optimiser's state; each may take some hundred bytes of heap. */
    static final int MOST_INSTRUCTIONS = 2_000_000;

    private static final int LONGEST_NAME = 256;

    private final FileSection section;
    private final Map<String, ValueType> storages = new HashMap<>();
    private int instructions;

    Pickle(FileSection section) {
        this.section = section;
        this.input = section;
    }

    /**
     * Reads the next pickle of the section.
     *
     * @throws Refusal if it is damaged, or not harmless
     */
    @Nullable
    Object next() throws IOException {
        stack = new UnpickleStack();
        try {
            while (true) {
                int instruction = section.read();
                if (instruction < 0) {
                    throw new Refusal("it ends within its pickle");
                }
                Object value = dispatch((short) instruction);
                if (value != NO_RETURN_VALUE) {
                    return value;
                }
            }
        } catch (RuntimeException e) { // whatever the library makes of garbage
            throw new Refusal("its pickle is damaged");
        }
    }

    /** The type of the values of each storage that was named, by its key. */
    Map<String, ValueType> storages() {
        return storages;
    }

    @Override
    protected @Nullable Object dispatch(short key) throws IOException {
        charge(1);
        switch (key) {
            case Opcodes.GLOBAL -> {
                String module = line();
                stack.add(Globals.named(module, line()));
            }
            case Opcodes.STACK_GLOBAL -> {
                Object name = stack.pop();
                stack.add(Globals.named(stack.pop(), name));
            }
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> call();
            case Opcodes.NEWOBJ_EX -> {
                stack.pop(); // arguments by name
                call();
            }
            case Opcodes.BUILD -> stack.pop(); // attributes
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.DICT -> stack.add(entries(new LinkedHashMap<>(), stack.pop_all_since_marker()));
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                Object name = stack.pop();
                Globals.put(top(), name, value);
            }
            case Opcodes.SETITEMS -> {
                List<Object> flat = stack.pop_all_since_marker();
                entries(top(), flat);
            }
            case Opcodes.EMPTY_SET -> stack.add(new ArrayList<>());
            case Opcodes.FROZENSET -> stack.add(stack.pop_all_since_marker());
            case Opcodes.APPENDS, Opcodes.ADDITEMS -> append(stack.pop_all_since_marker());
            case Opcodes.POP_MARK -> stack.pop_all_since_marker();
            default -> {
                Instructions.require(key, section);
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    private void charge(int more) throws Refusal {
        instructions += more;
        if (instructions > MOST_INSTRUCTIONS) {
            throw new Refusal("its pickle has more than " + MOST_INSTRUCTIONS + " instructions");
        }
    }

    private void call() throws Refusal {
        Object arguments = stack.pop();
        if (arguments instanceof Object[] given && given.length > 0 && given[0] instanceof List<?> list) {
            charge(list.size()); // may be copied
        }
        stack.add(Globals.call(stack.pop(), arguments));
    }

    @SuppressWarnings("unchecked") // that it is a map is all there is to know
    private Map<Object, Object> top() {
        return (Map<Object, Object>) stack.peek();
    }

    @SuppressWarnings("unchecked") // as above
    private void append(List<Object> more) {
        ((List<Object>) stack.peek()).addAll(more);
    }

    private static Map<Object, Object> entries(Map<Object, Object> into, List<Object> flat) throws Refusal {
        for (int i = 0; i < flat.size(); i += 2) {
            Globals.put(into, flat.get(i), flat.get(i + 1));
        }
        return into;
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = section.read(); c != '\n'; c = section.read()) {
            if (c < 0 || text.length() == LONGEST_NAME) {
                throw new Refusal("its pickle is damaged: a name in it does not end");
            }
            text.append((char) c);
        }
        return text.toString();
    }

    /** A storage: {@code ("storage", its class, key, device, number of values)}, and before 1.6 which part of it. */
    @Override
    protected Object persistentLoad(@Nullable Object id) {
        if (id instanceof Object[] parts
                && parts.length >= 5
                && "storage".equals(parts[0])
                && parts[1] instanceof Globals.Global type
                && (parts[2] instanceof String || parts[2] instanceof Number)
                && parts[4] instanceof Number count) {
            ValueType values = ValueType.ofStorage(type.name());
            if (values != null && count.longValue() >= 0 && count.longValue() <= Long.MAX_VALUE >> 6) {
                String key = parts[2].toString();
                storages.putIfAbsent(key, values);
                Object[] part = parts.length > 5 && parts[5] instanceof Object[] view ? view : new Object[0];
                return part.length < 3
                        ? new StoredTensor.Storage(key, values, 0, count.longValue())
                        : new StoredTensor.Storage(
                                key, values, ((Number) part[1]).longValue(), ((Number) part[2]).longValue());
            }
        }
        throw new IllegalArgumentException("no storage");
    }
}
