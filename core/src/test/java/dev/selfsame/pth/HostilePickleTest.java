package dev.selfsame.pth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles written by hand, instruction by instruction. */
class HostilePickleTest {
    private static final String START = "\u0080\u0002";

    /** What torch.save writes for a storage of four floats; on the stack it lies before the tensor's other arguments. */
    private static final String STORAGE = "((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0004tQ";

    private static final String TENSOR = "ctorch._utils\n_rebuild_tensor_v2\n" + STORAGE;

    @TempDir
    private Path folder;

    private String refused(String pickle) throws IOException {
        Path path = PthFiles.archive(folder.resolve("hostile.pth"), START + pickle);
        String message = assertThrows(
                        TorchFileException.class,
                        () -> assertTimeout(Duration.ofSeconds(20), () -> TorchFile.open(path)))
                .getMessage();
        return message.substring((path + " is not read: ").length());
    }

    private Path file(String pickle) throws IOException {
        return PthFiles.archive(folder.resolve("some.pth"), START + pickle);
    }

    private static String tensor(String offset, String shape, String strides) {
        return "}U\u0001w" + TENSOR + offset + shape + strides + "\u0089NtRs.";
    }

    @Test
    void aTensorWrittenByHandIsRead() throws IOException {
        try (TorchFile file = TorchFile.open(file(tensor("K\u0000", "K\u0002K\u0002\u0086", "K\u0002K\u0001\u0086")))) {
            assertEquals(Set.of("w"), file.names());
            file.read("w").close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // a length that is not there
                "`X\u00ff\u00ff\u00ff\u007fabc.`|its pickle has something of 2147483647 bytes, where 4 are left",
                "`X\u00ff\u00ff\u00ff\u00ffabc.`|its pickle has something of 4294967295 bytes, where 4 are left",
                "`\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007fabc.`|its pickle has something of 9223372036854775807 bytes",
                "`\u008a\u00ffabc.`|its pickle has something of 255 bytes, where 4 are left",
                // what torch.save does not write
                "`(ios\nsystem\nU\u0004ls -t.`|its pickle has the instruction INST",
                "`I1\n.`|its pickle has the instruction 0x49",
                "`\u0082\u0001.`|its pickle has the instruction EXT",
                "`\u0097.`|its pickle has the instruction 0x97",
                // names
                "`cos\nsystem\n.`|it names os.system, which is not on the list of harmless classes; nothing of it was run",
                "`U\u0002osU\u0006system\u0093.`|it names os.system",
                "`K\u0001K\u0002\u0093.`|it is damaged: its pickle names a class by something that is no text",
                "`ctorch.storage\n_load_from_bytes\n.`|it names torch.storage._load_from_bytes",
                "`ctorch._utils\n_rebuild_qtensor\n.`|it names torch._utils._rebuild_qtensor",
                "`cbuiltins\nOrderedDict.__init__\n.`|it names builtins.OrderedDict.__init__",
                "`cx`|its pickle is damaged: a name in it does not end",
                // calls
                "`K\u0001)R.`|it is damaged: its pickle calls something that is no class",
                "`ctorch\nFloatStorage\n)R.`|it calls torch.FloatStorage, which no file of weights does",
                "`ccollections\nOrderedDict\n(K\u0001lK\u0001l\u0085\u0085R.`|its pickle is damaged",
                "`ctorch._utils\n_rebuild_parameter\nK\u0001\u0085R.`|it is damaged: a parameter in it has no tensor",
                "`ctorch._utils\n_rebuild_tensor_v2\n)R.`|it is damaged: a tensor in it is described by 0 values",
                "`ctorch._utils\n_rebuild_tensor_v2\n(K\u0001K\u0001))tR.`|it is damaged: a tensor in it has no storage",
                // keys, ends, nothing
                "`}]K\u0001s.`|it is damaged: a dictionary in it has a container for a key",
                "`}U\u0001aK\u0001s`|it ends within its pickle",
                "`.`|its pickle is damaged",
                "`}U\u0001aK\u0001s.`|it holds no tensors with names",
                "`(U\u0007storageK\u0001tQ.`|its pickle is damaged"
            })
    void isRefusedInWords(String pickle, String said) throws IOException {
        String message = refused(pickle);
        assertTrue(message.startsWith(said), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`K\u0001`|`K\u0002K\u0002\u0086`|`K\u0002K\u0001\u0086`|does not lie in its storage of 4 values",
                "`K\u0000`|`J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007f\u0086`|`K\u0001K\u0001\u0086`|does not lie in its storage",
                "`K\u0000`|`\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0085`|`K\u0002\u0085`|does not lie in its storage",
                "`J\u00ff\u00ff\u00ff\u00ff`|`K\u0001\u0085`|`K\u0001\u0085`|where a whole number from 0 on should stand is -1",
                "`K\u0000`|`K\u0001\u0085`|`)`|it is damaged: a tensor in it has the sides [1] and the strides []",
                "`N`|`K\u0001\u0085`|`K\u0001\u0085`|where a whole number from 0 on should stand is nothing",
                "`K\u0000`|`]`|`)`|where a tensor's sides or strides should stand is a ArrayList"
            })
    void aTensorOutsideItsStorageIsRefused(String offset, String shape, String strides, String said)
            throws IOException {
        String message = refused(tensor(offset, shape, strides));
        assertTrue(message.contains(said), message);
    }

    @Test
    void aTensorThatShowsMoreThanTheFileHasIsRefusedBeforeMemoryIsTaken() throws IOException {
        String sides = "J\u0000\u0000\u0000@J\u0000\u0000\u0000@\u0086"; // 2³⁰ × 2³⁰, each value the same
        try (TorchFile file = TorchFile.open(file(tensor("K\u0000", sides, "K\u0000K\u0000\u0086")))) {
            String message =
                    assertThrows(TorchFileException.class, () -> file.read("w")).getMessage();
            assertTrue(message.contains("shows more values than the file has"), message);
        }
    }

    @Test
    void aStorageThatIsNotThereIsSaid() throws IOException {
        String pickle = tensor("K\u0000", "K\u0001\u0085", "K\u0001\u0085").replace("U\u00010", "U\u00017");
        try (TorchFile file = TorchFile.open(file(pickle))) {
            String message =
                    assertThrows(TorchFileException.class, () -> file.read("w")).getMessage();
            assertTrue(message.endsWith("it is damaged: it has no storage 7"), message);
        }
    }

    @Test
    void aDictionaryThatHoldsItselfEnds() throws IOException {
        String tensor = TENSOR + "K\u0000K\u0001\u0085K\u0001\u0085\u0089NtR";
        try (TorchFile file = TorchFile.open(file("}q\u0000(U\u0001ah\u0000U\u0001b" + tensor + "u."))) {
            assertEquals(Set.of("b"), file.names());
        }
    }

    @Test
    void listsOfListsOfListsAreWalkedOnce() throws IOException {
        StringBuilder pickle = new StringBuilder("]q\u0000");
        for (int level = 0; level < 30; level++) { // 2³⁰ ways to the innermost
            pickle.append("](h\u0000h\u0000eq\u0000");
        }
        assertEquals("it holds no tensors with names", refused(pickle + "."));
    }

    @Test
    void aKeyThatIsALongWayIntoListsIsNoKey() throws IOException {
        StringBuilder pickle = new StringBuilder("]q\u0000");
        for (int level = 0; level < 60; level++) {
            pickle.append("](h\u0000h\u0000eq\u0000");
        }
        assertEquals(
                "its pickle is damaged",
                refused(pickle + "((U\u0007storagectorch\nFloatStorage\nh\u0000U\u0003cpuK\u0004tQ."));
    }

    @Test
    void nestingHasAnEnd() throws IOException {
        assertEquals(
                "its dictionaries are nested more than 32 deep",
                refused("]".repeat(100_000) + "a".repeat(99_999) + "."));
    }

    @Test
    void thereIsAMostOfInstructions() throws IOException {
        assertEquals(
                "its pickle has more than 2000000 instructions", refused("}".repeat(Pickle.MOST_INSTRUCTIONS) + "."));
    }

    @Test
    void whatIsQuadraticInPythonIsNotHere() throws IOException {
        int times = 300_000;
        assertEquals(
                "it holds no tensors with names", refused("](" + "N".repeat(times) + "e" + "(Ne".repeat(times) + "."));
        assertEquals("it holds no tensors with names", refused("N".repeat(times) + "(1".repeat(times) + "."));
    }
}
