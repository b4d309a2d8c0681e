package dev.selfsame.cli;

import dev.selfsame.nn.Backbones;
import java.util.Iterator;

/** The names of the backbones, for help and completion. */
final class BackboneNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Backbones.describe().stream().map(Backbones.Description::name).iterator();
    }
}
