package dev.selfsame.cli;

import dev.selfsame.lab.Claim;
import dev.selfsame.lab.Claims;
import java.util.Iterator;

/** The names of the claims, for help and completion. */
final class ClaimNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Claims.all().stream().map(Claim::name).iterator();
    }
}
