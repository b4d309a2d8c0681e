package dev.selfsame.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.selfsame.data.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads what came to {@code metrics.jsonl} since it was last looked at. A run that goes on from a checkpoint cuts the file:
 * then it is read anew.
 */
final class MetricsTail {
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final GrowingMetrics metrics = new GrowingMetrics();
    private long position;
    private long lines;
    /** The line before the position, by which a file that was cut and went on is known. */
    private byte[] before = {};

    MetricsTail(Path file) {
        this.file = file;
    }

    GrowingMetrics metrics() {
        return metrics;
    }

    /**
     * Takes whole lines; one that is still being written is left for later.
     *
     * @throws ReportException if the file can't be read, or a line makes no sense
     */
    void read() throws ReportException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (isAnew(channel)) {
                begin();
            }
            boolean more = true;
            while (more) {
                more = readChunk(channel);
            }
        } catch (NoSuchFileException e) {
            begin();
        } catch (IOException e) {
            throw e instanceof ReportException plain
                    ? plain
                    : new ReportException("can't read " + file + ": " + Reason.of(e), e);
        }
    }

    private boolean isAnew(FileChannel channel) throws IOException {
        if (channel.size() < position) {
            return true;
        }
        return !Arrays.equals(before, bytes(channel, position - before.length, before.length));
    }

    private void begin() {
        metrics.clear();
        position = 0;
        lines = 0;
        before = new byte[0];
    }

    /** False where the end was reached. */
    private boolean readChunk(FileChannel channel) throws IOException {
        byte[] chunk = bytes(channel, position, CHUNK);
        int start = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                take(new String(chunk, start, i - start, StandardCharsets.UTF_8));
                before = Arrays.copyOfRange(chunk, start, i + 1);
                position += before.length;
                start = i + 1;
            }
        }
        if (start == 0 && chunk.length == CHUNK) {
            throw new ReportException(file + ", line " + (lines + 1) + ": longer than " + CHUNK + " bytes");
        }
        return chunk.length == CHUNK;
    }

    private void take(String line) throws ReportException {
        if (!line.isBlank()) {
            try {
                Metrics.Entry entry = Metrics.entry(line, file, lines + 1);
                if (entry.training() != null && entry.step() > metrics.lastStep()) {
                    metrics.add(entry.training());
                }
                if (entry.probe() != null) {
                    metrics.add(entry.probe());
                }
            } catch (JsonProcessingException e) {
                throw new ReportException(file + ", line " + (lines + 1) + ": not a JSON object", e);
            }
        }
        lines++;
    }

    /** As many as there are, at most so many. */
    private static byte[] bytes(FileChannel channel, long from, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(most, channel.size() - from)));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
