package dev.selfsame.pth;

import java.io.IOException;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import org.jspecify.annotations.Nullable;

/** How long the arguments of a pickle's instructions are; those that are not named here are not followed. */
final class Instructions {
    /** More digits than any number in a file of weights has; reading a long one takes more than linear time. */
    private static final int LONGEST_NUMBER = 256;

    /** The bytes of the argument, or, negative, those of the length that stands before it. */
    private static final Map<Short, Integer> ARGUMENTS = Map.ofEntries(
            Map.entry(Opcodes.PROTO, 1),
            Map.entry(Opcodes.FRAME, 8),
            Map.entry(Opcodes.MARK, 0),
            Map.entry(Opcodes.STOP, 0),
            Map.entry(Opcodes.POP, 0),
            Map.entry(Opcodes.DUP, 0),
            Map.entry(Opcodes.NONE, 0),
            Map.entry(Opcodes.NEWTRUE, 0),
            Map.entry(Opcodes.NEWFALSE, 0),
            Map.entry(Opcodes.BININT, 4),
            Map.entry(Opcodes.BININT1, 1),
            Map.entry(Opcodes.BININT2, 2),
            Map.entry(Opcodes.BINFLOAT, 8),
            Map.entry(Opcodes.LONG1, -1),
            Map.entry(Opcodes.LONG4, -4),
            Map.entry(Opcodes.SHORT_BINSTRING, -1),
            Map.entry(Opcodes.BINSTRING, -4),
            Map.entry(Opcodes.SHORT_BINUNICODE, -1),
            Map.entry(Opcodes.BINUNICODE, -4),
            Map.entry(Opcodes.BINUNICODE8, -8),
            Map.entry(Opcodes.SHORT_BINBYTES, -1),
            Map.entry(Opcodes.BINBYTES, -4),
            Map.entry(Opcodes.BINBYTES8, -8),
            Map.entry(Opcodes.BYTEARRAY8, -8),
            Map.entry(Opcodes.EMPTY_TUPLE, 0),
            Map.entry(Opcodes.TUPLE, 0),
            Map.entry(Opcodes.TUPLE1, 0),
            Map.entry(Opcodes.TUPLE2, 0),
            Map.entry(Opcodes.TUPLE3, 0),
            Map.entry(Opcodes.EMPTY_LIST, 0),
            Map.entry(Opcodes.LIST, 0),
            Map.entry(Opcodes.APPEND, 0),
            Map.entry(Opcodes.BINPUT, 1),
            Map.entry(Opcodes.LONG_BINPUT, 4),
            Map.entry(Opcodes.BINGET, 1),
            Map.entry(Opcodes.LONG_BINGET, 4),
            Map.entry(Opcodes.MEMOIZE, 0),
            Map.entry(Opcodes.BINPERSID, 0));

    private Instructions() {}

    /**
     * Checks what comes after an instruction, before memory is taken for it.
     *
     * @throws Refusal if the instruction is none that is followed, or its argument is longer than what is left
     */
    static void require(short instruction, FileSection section) throws IOException {
        @Nullable Integer argument = ARGUMENTS.get(instruction);
        if (argument == null) {
            throw new Refusal("its pickle has the instruction " + name(instruction)
                    + ", which torch.save does not write and which is not followed here");
        }
        int fixed = Math.abs(argument);
        long wanted = fixed;
        if (argument < 0 && section.remaining() >= fixed) {
            long length = length(section.peek(fixed));
            boolean number = instruction == Opcodes.LONG1 || instruction == Opcodes.LONG4;
            if (length < 0 || length > section.remaining() - fixed || (number && length > LONGEST_NUMBER)) {
                throw new Refusal("its pickle has something of " + Long.toUnsignedString(length) + " bytes, where "
                        + (section.remaining() - fixed) + " are left");
            }
            return;
        }
        if (wanted > section.remaining()) {
            throw new Refusal("it ends within its pickle");
        }
    }

    private static String name(short instruction) {
        return switch (instruction) {
            case Opcodes.INST -> "INST";
            case Opcodes.OBJ -> "OBJ";
            case Opcodes.EXT1, Opcodes.EXT2, Opcodes.EXT4 -> "EXT";
            case Opcodes.PERSID -> "PERSID";
            default -> String.format("0x%02x", instruction);
        };
    }

    private static long length(byte[] littleEndian) {
        long length = 0;
        for (int i = littleEndian.length - 1; i >= 0; i--) {
            length = (length << 8) | (littleEndian[i] & 0xff);
        }
        return length;
    }
}
