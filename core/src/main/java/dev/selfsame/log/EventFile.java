package dev.selfsame.log;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A file of events as TensorBoard reads it, in TensorFlow's record format (TFRecord): of each record the length (8 bytes,
 * little-endian), a masked CRC-32C of these, the event, a masked CRC-32C of that.
 */
final class EventFile implements AutoCloseable {
    private static final String PREFIX = "events.out.tfevents.";
    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{10})\\..*");
    private static final int MASK = 0xa282ead8;
    private static final int HEAD_BYTES = 12;
    private static final int TAIL_BYTES = 4;
    private static final int STEP_FIELD = 2; // of Event
    private static final int SESSION_FIELD = 7;

    private final OutputStream out;

    private EventFile(OutputStream out) {
        this.out = out;
    }

    /**
     * A new file, whose name comes after those of the folder's others, though the clock were set back: TensorBoard reads
     * them in that order.
     *
     * @param seconds since 1970, by which such files are named
     */
    static EventFile create(Path folder, long seconds) throws IOException {
        Files.createDirectories(folder);
        List<Path> before = all(folder);
        long named = before.isEmpty() ? seconds : Math.max(seconds, 1 + secondsOf(before.get(before.size() - 1)));
        Path file = folder.resolve(String.format(Locale.ROOT, "%s%010d.selfsame.%04d", PREFIX, named, before.size()));
        // Not a channel, which an interrupt of the thread would close.
        EventFile events = new EventFile(new FileOutputStream(file.toFile(), true));
        events.write(EventMessage.version());
        return events;
    }

    /** All such files of a folder, by name. */
    static List<Path> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    /** By which a file is named; 0 where it isn't. */
    private static long secondsOf(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
    }

    /** Appends an event, as a whole. */
    void write(byte[] event) throws IOException {
        ByteBuffer record =
                ByteBuffer.allocate(HEAD_BYTES + event.length + TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(event.length);
        record.putInt(masked(record.array(), 0, Long.BYTES));
        record.put(event);
        record.putInt(masked(event, 0, event.length));
        out.write(record.array());
    }

    /** Cuts what lies past a step, and what is broken: a killed process may have left half a record. */
    static void cut(Path file, long step) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer rest = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int kept = 0;
        while (rest.remaining() >= HEAD_BYTES) {
            int start = rest.position();
            long length = rest.getLong();
            boolean whole = rest.getInt() == masked(bytes, start, Long.BYTES)
                    && length >= 0
                    && length <= rest.remaining() - TAIL_BYTES;
            if (!whole) {
                break;
            }
            int from = rest.position();
            rest.position(from + (int) length);
            if (rest.getInt() != masked(bytes, from, (int) length) || stepOf(bytes, from, (int) length) > step) {
                break;
            }
            kept = rest.position();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(kept);
        }
    }

    /** 0 for the start of a sitting, which says the step after the one that it went on from. */
    private static long stepOf(byte[] bytes, int from, int length) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, from, length);
        long step = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case SESSION_FIELD -> {
                    return 0;
                }
                case STEP_FIELD -> step = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        return step;
    }

    /** A CRC-32C, rotated and shifted as the format wants it. */
    static int masked(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        int value = (int) crc.getValue();
        return (value >>> 15 | value << 17) + MASK;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
