package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    private Path folder;

    private Path write(long... steps) throws Exception {
        try (EventFile events = EventFile.create(folder, 1_700_000_000)) {
            for (long step : steps) {
                events.write(EventMessage.scalars(step, Map.of("loss", (double) step)));
            }
        }
        List<Path> all = EventFile.all(folder);
        return all.get(all.size() - 1);
    }

    @Test
    void checksumsAreMaskedAsTensorFlowMasksThem() {
        // RFC 3720, B.4: the CRC-32C of 32 zeros is 8a9136aa; rotated right by 15, and 282ead8 (mod 2^32) added.
        int zeros = 0x8a9136aa;
        assertEquals(Integer.rotateRight(zeros, 15) + 0xa282ead8, EventFile.masked(new byte[32], 0, 32));
        byte[] digits = "x123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Integer.rotateRight(0xe3069283, 15) + 0xa282ead8, EventFile.masked(digits, 1, 9));
    }

    @Test
    void aFileBeginsAsTensorFlowsOwnDo() throws Exception {
        byte[] head = Arrays.copyOf(Files.readAllBytes(write()), 13);
        // A record of 24 bytes with its checksum, then field 1 of the event, a double.
        assertArrayEquals(HexFormat.of().parseHex("1800000000000000a37f4b2209"), head);
        UnknownFieldSet version =
                WrittenEvents.read(EventFile.all(folder).get(0)).get(0);
        assertEquals(
                "brain.Event:2",
                version.getField(3).getLengthDelimitedList().get(0).toStringUtf8());
    }

    @Test
    void laterFilesHaveLaterNames() throws Exception {
        Path first = write(1);
        Path second = write(2);
        assertEquals(List.of(first, second), EventFile.all(folder));
        assertTrue(first.getFileName().toString().matches("events\\.out\\.tfevents\\.1700000000\\.selfsame\\.0000"));
    }

    @Test
    void afterTheClockWasSetBackNamesAreLaterToo() throws Exception {
        Path first = write(1);
        try (EventFile second = EventFile.create(folder, 1_600_000_000)) {
            second.write(EventMessage.sessionStart(2));
        }
        List<Path> all = EventFile.all(folder);
        assertEquals(2, all.size());
        assertEquals(first, all.get(0));
        assertEquals(2, WrittenEvents.read(all.get(1)).size());
    }

    @Test
    void whatIsPastAStepIsCut() throws Exception {
        Path file = write(1, 5, 6, 10);
        EventFile.cut(file, 5);
        assertEquals(
                List.of(0L, 1L, 5L),
                WrittenEvents.read(file).stream().map(WrittenEvents::step).toList());
        EventFile.cut(file, 5);
        assertEquals(3, WrittenEvents.read(file).size());
    }

    @Test
    void whatIsBrokenIsCut() throws Exception {
        byte[] whole = Files.readAllBytes(write(1, 2));
        int third = whole.length - (whole.length - 40) / 2; // the last of three records begins here
        Path file = folder.resolve("some");
        for (int length = third; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            EventFile.cut(file, 9);
            assertEquals(third, Files.size(file));
        }
        for (int at = third; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            EventFile.cut(file, 9);
            assertEquals(third, Files.size(file), "damaged at " + at);
        }
        Files.write(file, whole);
        EventFile.cut(file, 9);
        assertEquals(whole.length, Files.size(file));
    }

    @Test
    void aSittingsFirstProbeStaysThoughItsStartSaysTheStepAfter() throws Exception {
        try (EventFile events = EventFile.create(folder, 1_700_000_000)) {
            events.write(EventMessage.sessionStart(7));
            for (long step = 6; step <= 8; step++) {
                events.write(EventMessage.scalars(step, Map.of("loss", 1.0)));
            }
        }
        Path file = EventFile.all(folder).get(0);
        EventFile.cut(file, 6);
        assertEquals(
                List.of(0L, 7L, 6L),
                WrittenEvents.read(file).stream().map(WrittenEvents::step).toList());
    }
}
