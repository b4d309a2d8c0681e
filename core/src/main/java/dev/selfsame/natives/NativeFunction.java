package dev.selfsame.natives;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** Functions of the libraries that are loaded, which JavaCPP does not map. */
final class NativeFunction {
    private NativeFunction() {}

    /** The function of this name; null where no library has it, or there is no JNA for this machine. */
    static @Nullable Function find(String name) {
        org.bytedeco.javacpp.@Nullable Pointer function = Loader.addressof(name);
        try {
            return function == null ? null : Function.getFunction(new Pointer(function.address()));
        } catch (LinkageError e) { // no JNA
            return null;
        }
    }
}
