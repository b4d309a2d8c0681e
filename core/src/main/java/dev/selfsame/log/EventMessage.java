package dev.selfsame.log;

import com.google.protobuf.CodedOutputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * TensorBoard's events in Protocol Buffers' wire format. The numbers of the fields are those of event.proto, summary.proto
 * and tensor.proto in its folder tensorboard/compat/proto; a library with these messages brings all of TensorFlow along.
 */
final class EventMessage {
    private static final int STRING_TYPE = 7; // DT_STRING
    private static final int SESSION_START = 1;
    private static final int RGB = 3;

    private EventMessage() {}

    /** What a message holds. */
    @FunctionalInterface
    private interface Content {
        void write(CodedOutputStream out) throws IOException;
    }

    /** The first event of a file. */
    static byte[] version() {
        return message(out -> {
            out.writeDouble(1, now());
            out.writeString(3, "brain.Event:2");
        });
    }

    /** Says that a run begins, or goes on: events from this step on that were read before don't count. */
    static byte[] sessionStart(long step) {
        return event(step, 7, message(out -> out.writeEnum(1, SESSION_START)));
    }

    /** Numbers by their tags. */
    static byte[] scalars(long step, Map<String, Double> numbers) {
        return summary(step, out -> {
            for (Map.Entry<String, Double> number : numbers.entrySet()) {
                out.writeByteArray(1, message(value -> {
                    value.writeString(1, number.getKey());
                    value.writeFloat(2, number.getValue().floatValue());
                }));
            }
        });
    }

    /** A picture. */
    static byte[] image(long step, String tag, BufferedImage picture) {
        byte[] image = message(out -> {
            out.writeInt32(1, picture.getHeight());
            out.writeInt32(2, picture.getWidth());
            out.writeInt32(3, RGB);
            out.writeByteArray(4, png(picture));
        });
        return value(step, tag, 4, image);
    }

    /** How values are spread. */
    static byte[] histogram(long step, String tag, Histogram histogram) {
        byte[] histo = message(out -> {
            out.writeDouble(1, histogram.least());
            out.writeDouble(2, histogram.most());
            out.writeDouble(3, (double) histogram.count());
            out.writeDouble(4, histogram.sum());
            out.writeDouble(5, histogram.squares());
            out.writeByteArray(6, packed(histogram.limits()));
            out.writeByteArray(7, packed(histogram.counts()));
        });
        return value(step, tag, 5, histo);
    }

    /** A text in Markdown. */
    static byte[] text(long step, String tag, String markdown) {
        byte[] plugin = message(out -> out.writeString(1, "text"));
        byte[] metadata = message(out -> out.writeByteArray(1, plugin));
        byte[] tensor = message(out -> {
            out.writeEnum(1, STRING_TYPE);
            out.writeByteArray(2, new byte[0]); // a shape without sides
            out.writeByteArray(8, markdown.getBytes(StandardCharsets.UTF_8));
        });
        return summary(
                step,
                out -> out.writeByteArray(1, message(value -> {
                    value.writeString(1, tag);
                    value.writeByteArray(8, tensor);
                    value.writeByteArray(9, metadata);
                })));
    }

    private static byte[] value(long step, String tag, int field, byte[] content) {
        return summary(
                step,
                out -> out.writeByteArray(1, message(value -> {
                    value.writeString(1, tag);
                    value.writeByteArray(field, content);
                })));
    }

    private static byte[] summary(long step, Content values) {
        return event(step, 5, message(values));
    }

    private static byte[] event(long step, int field, byte[] content) {
        return message(out -> {
            out.writeDouble(1, now());
            out.writeInt64(2, step);
            out.writeByteArray(field, content);
        });
    }

    private static byte[] packed(List<Double> values) {
        return message(out -> {
            for (double value : values) {
                out.writeDoubleNoTag(value);
            }
        });
    }

    private static byte[] message(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            content.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes all
        }
        return bytes.toByteArray();
    }

    static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }
}
