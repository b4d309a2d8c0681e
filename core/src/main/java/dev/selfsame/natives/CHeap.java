package dev.selfsame.natives;

import com.sun.jna.Function;
import com.sun.jna.Structure;
import org.jspecify.annotations.Nullable;

/** The heap of the C library, where tensors lie; of glibc 2.33 or newer, whose functions these are. */
final class CHeap {
    private CHeap() {}

    static long size() {
        Information information = information();
        return information == null ? 0 : information.arena;
    }

    static long used() {
        Information information = information();
        return information == null ? 0 : information.uordblks;
    }

    private static @Nullable Information information() {
        try {
            Function information = Function.getFunction("c", "mallinfo2");
            return (Information) information.invoke(Information.class, new Object[0]);
        } catch (LinkageError e) {
            return null; // no JNA for this machine, or another C library
        }
    }

    static void trim() {
        try {
            Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {0L});
        } catch (LinkageError e) {
            // no JNA for this machine, or another C library
        }
    }

    /** {@code struct mallinfo2}, in bytes. */
    @Structure.FieldOrder({
        "arena",
        "ordblks",
        "smblks",
        "hblks",
        "hblkhd",
        "usmblks",
        "fsmblks",
        "uordblks",
        "fordblks",
        "keepcost"
    })
    public static final class Information extends Structure implements Structure.ByValue {
        /** What was taken from the system, without blocks that were mapped one by one. */
        public long arena;

        public long ordblks;
        public long smblks;
        public long hblks;
        public long hblkhd;
        public long usmblks;
        public long fsmblks;

        /** What of the arena is in use. */
        public long uordblks;

        public long fordblks;
        public long keepcost;
    }
}
