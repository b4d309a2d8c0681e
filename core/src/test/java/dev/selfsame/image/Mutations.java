package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Files broken in the ways in which files break, and in those of people who mean harm. Each is a function of its seed. */
final class Mutations {
    private static final int HEADER = 128;
    private static final int[] EXTREMES = {
        0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 10_000, 0x7FFFFFFF, 0x80000000, -1, -2, -256
    };

    private final SplittableRandom random;
    private byte[] bytes;

    private Mutations(byte[] bytes, SplittableRandom random) {
        this.bytes = bytes;
        this.random = random;
    }

    /** One of the files, with one to five faults. */
    static byte[] of(List<byte[]> files, long seed) {
        SplittableRandom random = new SplittableRandom(seed); // unlike Random, not alike for seeds in a row
        byte[] file = files.get(random.nextInt(files.size())).clone();
        Mutations mutations = new Mutations(file, random);
        for (int faults = 1 + random.nextInt(5); faults > 0 && mutations.bytes.length > 4; faults--) {
            mutations.mutate(files);
        }
        if (random.nextInt(4) > 0) {
            mutations.repairChecksums();
        }
        return mutations.bytes;
    }

    private void mutate(List<byte[]> files) {
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(200, bytes.length - at));
        switch (random.nextInt(9)) {
            case 0 -> bytes = Arrays.copyOf(bytes, at);
            case 1 -> flip(at, length);
            case 2 -> random(at, Math.min(4, length));
            case 3 -> replace(at, length, new byte[0]);
            case 4 -> replace(at, 0, random(new byte[length]));
            case 5 -> replace(random.nextInt(bytes.length), 0, Arrays.copyOfRange(bytes, at, at + length)); // doubled
            case 6 -> splice(files.get(random.nextInt(files.size())), at);
            default -> extreme();
        }
    }

    private void flip(int at, int length) {
        for (int i = at; i < at + length; i++) {
            bytes[i] ^= (byte) (random.nextInt(16) == 0 ? 1 << random.nextInt(8) : 0);
        }
        bytes[at] ^= (byte) (1 << random.nextInt(8));
    }

    private void random(int at, int length) {
        for (int i = at; i < at + length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
    }

    private byte[] random(byte[] block) {
        random.nextBytes(block);
        return block;
    }

    private void replace(int at, int length, byte[] by) {
        byte[] result = new byte[bytes.length - length + by.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(by, 0, result, at, by.length);
        System.arraycopy(bytes, at + length, result, at + by.length, bytes.length - at - length);
        bytes = result;
    }

    /** The rest from the same place of another file. */
    private void splice(byte[] other, int at) {
        if (at < other.length) {
            replace(at, bytes.length - at, Arrays.copyOfRange(other, at, other.length));
        }
    }

    /** A number of two or four bytes, mostly where sizes and lengths stand. */
    private void extreme() {
        boolean header = random.nextInt(4) > 0;
        int at = random.nextInt(header ? Math.min(HEADER, bytes.length) : bytes.length);
        int value = EXTREMES[random.nextInt(EXTREMES.length)];
        ByteBuffer file =
                ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (random.nextBoolean() && at + 4 <= bytes.length) {
            file.putInt(at, value);
        } else if (at + 2 <= bytes.length) {
            file.putShort(at, (short) value);
        }
    }

    /** Lets a broken PNG file get past its checksums to the decoder itself. */
    private void repairChecksums() {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        if (bytes.length < 8 || file.getInt(0) != 0x89504E47) {
            return;
        }
        for (int at = 8; at + 12 <= bytes.length; ) {
            int length = file.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) {
                return;
            }
            CRC32 crc = new CRC32();
            crc.update(bytes, at + 4, length + 4);
            file.putInt(at + 8 + length, (int) crc.getValue());
            at += 12 + length;
        }
    }
}
