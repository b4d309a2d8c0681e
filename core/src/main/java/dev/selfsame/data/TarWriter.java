package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes a tar archive whose bytes depend on names and contents only: no time, owner 0, mode 644. Names of more than 100
 * bytes or beyond ASCII stand in a pax header (POSIX.1-2017, pax, ustar Interchange Format and pax Header Block).
 */
final class TarWriter {
    private static final int RECORD = 512;
    private static final int NAME = 100;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;

    private final OutputStream out;

    /** Writes from the stream's place on. */
    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Adds a file. */
    void add(String name, byte[] content) throws IOException {
        if (needsPax(name)) {
            byte[] record = pathRecord(name);
            write(header("PaxHeader", record.length, 'x'), record);
        }
        write(header(name, content.length, '0'), content);
    }

    /** Ends the archive. */
    void end() throws IOException {
        out.write(new byte[2 * RECORD]);
    }

    /** Bytes that a file takes in the archive. */
    static long bytes(String name, int size) {
        return (needsPax(name) ? RECORD + padded(pathRecord(name).length) : 0) + RECORD + padded(size);
    }

    private static long padded(long size) {
        return (size + RECORD - 1) / RECORD * RECORD;
    }

    private void write(byte[] header, byte[] content) throws IOException {
        out.write(header);
        out.write(content);
        out.write(new byte[(int) padded(content.length) - content.length]);
    }

    private static boolean needsPax(String name) {
        return name.length() > NAME || !US_ASCII.newEncoder().canEncode(name);
    }

    /** {@code LENGTH path=NAME}, where the length counts its own digits. */
    private static byte[] pathRecord(String name) {
        byte[] rest = (" path=" + name + "\n").getBytes(UTF_8);
        int length = rest.length;
        while (length != rest.length + Integer.toString(length).length()) {
            length = rest.length + Integer.toString(length).length();
        }
        byte[] record = Arrays.copyOf(Integer.toString(length).getBytes(US_ASCII), length);
        System.arraycopy(rest, 0, record, length - rest.length, rest.length);
        return record;
    }

    private static byte[] header(String name, long size, char type) {
        byte[] header = new byte[RECORD];
        byte[] ascii = name.getBytes(US_ASCII);
        System.arraycopy(ascii, 0, header, 0, Math.min(NAME, ascii.length));
        put(header, NAME, "0000644\0" + "0000000\0".repeat(2));
        put(header, 124, String.format(Locale.ROOT, "%011o\0", size) + "00000000000\0");
        put(header, CHECKSUM, " ".repeat(8));
        header[TYPE] = (byte) type;
        put(header, 257, "ustar\0" + "00");
        put(header, 329, "0000000\0".repeat(2)); // devices
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, CHECKSUM, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] ascii = text.getBytes(US_ASCII);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }
}
