package dev.selfsame.natives;

import com.sun.jna.Function;

/** The environment of the process, as the native libraries read it when they load; Java itself can't change it. */
final class Environment {
    private Environment() {}

    /** Sets a variable, unless the user has. Where that isn't possible, nothing happens. */
    static void set(String name, String value) {
        property("jna.tmpdir", JavaCpp.cache().toString());
        property("jna.nosys", "true"); // JNA's own library, not one of another version that the system has
        try {
            Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 0});
        } catch (LinkageError e) {
            // no JNA for this machine, or no setenv in its C library
        }
    }

    private static void property(String name, String value) {
        System.setProperty(name, System.getProperty(name, value));
    }
}
