package dev.selfsame.cli;

import dev.selfsame.method.Methods;
import java.util.Iterator;

/** The names of the methods, for help and completion. */
final class MethodNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Methods.all().stream().map(Methods.Entry::name).iterator();
    }
}
