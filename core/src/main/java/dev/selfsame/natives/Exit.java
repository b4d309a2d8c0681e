package dev.selfsame.natives;

import com.sun.jna.Function;

/** The end of the process by the C library, without what libraries do at its end. */
final class Exit {
    private Exit() {}

    /** By Java, where the C library can't be asked. */
    static void now(int status) {
        try {
            Function.getFunction("c", "_exit").invokeVoid(new Object[] {status});
        } catch (LinkageError e) { // no JNA for this machine, or another C library
            Runtime.getRuntime().halt(status);
        }
    }
}
