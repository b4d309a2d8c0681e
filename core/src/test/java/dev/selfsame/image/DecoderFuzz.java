package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decodes broken files until the time is over, for {@link ImageDecoderFuzzTest}. Case {@code i} of a seed is the same
 * file every time; its number is in a file before it is decoded, so that it is known should the process die.
 */
final class DecoderFuzz {
    private static final long LONGEST_CASE = TimeUnit.SECONDS.toNanos(60);

    private DecoderFuzz() {}

    /** Takes the seed, the first case, the milliseconds (0 for that one case) and the file for the number of the case. */
    public static void main(String[] arguments) throws IOException {
        long seed = Long.parseLong(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        long time = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
        try (FileChannel file = FileChannel.open(
                Path.of(arguments[3]), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer number = file.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            List<byte[]> files = files();
            AtomicLong since = watchdog(seed, number);
            long end = System.nanoTime() + time;
            long i = first;
            long read = 0;
            do {
                number.putLong(0, i);
                since.set(System.nanoTime());
                read += decode(Mutations.of(files, seed * 1_000_000_007 + i), seed, i) ? 1 : 0;
                i++;
            } while (System.nanoTime() < end);
            System.out.println((i - first) + " files, " + read + " of them read");
            System.exit(0);
        }
    }

    private static AtomicLong watchdog(long seed, ByteBuffer number) {
        AtomicLong since = new AtomicLong(System.nanoTime());
        Thread thread = new Thread(() -> {
            while (System.nanoTime() - since.get() < LONGEST_CASE) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    return;
                }
            }
            System.out.println("seed " + seed + ", case " + number.getLong(0) + " takes more than a minute");
            Runtime.getRuntime().halt(3);
        });
        thread.setDaemon(true);
        thread.start();
        return since;
    }

    /** Whether the file could be read all the same; ends the process if neither that nor a reason comes of it. */
    private static boolean decode(byte[] bytes, long seed, long i) {
        DecodeOptions options = i % 2 == 0
                ? DecodeOptions.DEFAULT
                : DecodeOptions.DEFAULT.withMaxPixels(1_000_000).withBackground(new Rgb(1, 2, 3));
        String wrong = "";
        boolean read = false;
        Throwable thrown = null;
        try {
            Pixels pixels = ImageDecoder.decode(bytes, options);
            read = true;
            if (pixels.channels() != 3 || (long) pixels.width() * pixels.height() > options.maxPixels()) {
                wrong = pixels.toString();
            }
        } catch (UnreadableImageException e) {
            String reason = String.valueOf(e.getMessage());
            wrong = reason.isBlank() || reason.contains("\n") ? "the reason is " + reason : "";
        } catch (Throwable e) {
            wrong = e.toString();
            thrown = e;
        }
        if (!wrong.isEmpty()) {
            System.out.println("seed " + seed + ", case " + i + ": " + wrong + "; the file: "
                    + Base64.getEncoder().encodeToString(bytes));
            if (thrown != null) {
                thrown.printStackTrace(System.out);
            }
            System.exit(1);
        }
        return read;
    }

    /** One small file of every kind. */
    private static List<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (SmallImages.Expected image : SmallImages.all()) {
            files.add(image.bytes());
        }
        for (int colorType : new int[] {0, 2, 4, 6}) {
            int channels = new int[] {1, 0, 3, 0, 2, 0, 4}[colorType];
            files.add(new PngFiles(16, colorType, true).of(Grids.of(channels, 65535)));
        }
        byte[] runs = new byte[4 * Grids.HEIGHT + 2];
        for (int y = 0; y < Grids.HEIGHT; y++) {
            runs[4 * y] = Grids.WIDTH;
            runs[4 * y + 1] = (byte) y;
        }
        runs[runs.length - 1] = 1; // the end of the picture
        files.add(BmpKindsTest.file(40, 8, 1, new int[0], Grids.palette(256), runs));
        files.add(BmpKindsTest.file(12, 8, 0, new int[0], Grids.palette(256), new byte[16 * Grids.HEIGHT]));
        for (int compression : new int[] {1, 8, 32773}) {
            TiffFiles tiff = TiffFiles.of(8, 3, 2).stored(compression, 16, compression == 8);
            files.add(tiff.of(Grids.of(3, 255)));
            files.add(tiff.in(ByteOrder.BIG_ENDIAN, true).of(Grids.of(3, 255)));
        }
        files.add("P3 2 2 255\n1 2 3 4 5 6\n7 8 9 10 11 12\n".getBytes(US_ASCII));
        files.add("P7\nWIDTH 2\nHEIGHT 2\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\n12345678"
                .getBytes(US_ASCII));
        return files;
    }
}
