package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Event files read back, by field numbers alone. */
final class WrittenEvents {
    private WrittenEvents() {}

    /** An event, or one value of its summary. */
    record Value(long step, String tag, UnknownFieldSet fields) {
        float number() {
            return Float.intBitsToFloat(fields.getField(2).getFixed32List().get(0));
        }

        boolean isNumber() {
            return fields.hasField(2);
        }

        UnknownFieldSet message(int field) throws IOException {
            return UnknownFieldSet.parseFrom(bytes(field));
        }

        ByteString bytes(int field) {
            return fields.getField(field).getLengthDelimitedList().get(0);
        }
    }

    /** The events of a file; fails where a length or a checksum is wrong. */
    static List<UnknownFieldSet> read(Path file) throws IOException {
        List<UnknownFieldSet> events = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            byte[] head = new byte[8];
            bytes.get(head);
            assertEquals(crc(head), unmasked(bytes.getInt()));
            byte[] event = new byte
                    [(int) ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong()];
            bytes.get(event);
            assertEquals(crc(event), unmasked(bytes.getInt()));
            events.add(UnknownFieldSet.parseFrom(event));
        }
        return events;
    }

    static long step(UnknownFieldSet event) {
        List<Long> step = event.getField(2).getVarintList();
        return step.isEmpty() ? 0 : step.get(0);
    }

    /** The values of all summaries of a folder's files. */
    static List<Value> values(Path folder) throws IOException {
        List<Value> values = new ArrayList<>();
        for (Path file : EventFile.all(folder)) {
            for (UnknownFieldSet event : read(file)) {
                for (ByteString summary : event.getField(5).getLengthDelimitedList()) {
                    for (ByteString value :
                            UnknownFieldSet.parseFrom(summary).getField(1).getLengthDelimitedList()) {
                        UnknownFieldSet fields = UnknownFieldSet.parseFrom(value);
                        String tag = fields.getField(1)
                                .getLengthDelimitedList()
                                .get(0)
                                .toString(StandardCharsets.UTF_8);
                        values.add(new Value(step(event), tag, fields));
                    }
                }
            }
        }
        return values;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The other way round than it is written. */
    private static int unmasked(int masked) {
        int rotated = masked - 0xa282ead8;
        return rotated >>> 17 | rotated << 15;
    }
}
