package dev.selfsame.video.h264;

import dev.selfsame.image.Pixels;
import dev.selfsame.video.FrameDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jcodec.codecs.h264.H264Decoder;
import org.jcodec.codecs.h264.io.model.Frame;
import org.jcodec.common.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Frames of an H.264 stream: checks headers, lets JCodec decode, and makes RGB of what is asked for. */
final class H264Frames implements FrameDecoder {
    static {
        try {
            Logger.addSink(unused -> {}); // else it writes to standard output
        } catch (IllegalStateException e) {
            // something was written already, to where the program wants it
        }
    }

    private final int lengthBytes;
    private final long maxPixels;
    private final H264Decoder decoder = new H264Decoder();
    private final Map<Integer, Sps> spss = new HashMap<>();
    private final Map<Integer, Pps> ppss = new HashMap<>();
    private final References references = new References();
    private final SliceHeader.Sets sets = new Known();
    private @Nullable Sps sps;
    private byte @Nullable [][] planes;

    /** A stream with the parameters of avcC. */
    H264Frames(byte[] config, long maxPixels) throws IOException {
        this.lengthBytes = (config[4] & 3) + 1;
        this.maxPixels = maxPixels;
        for (byte[] unit : NalUnits.ofConfig(config)) {
            take(unit);
        }
    }

    /** Takes a parameter set; everything else is left. */
    private void take(byte[] unit) throws IOException {
        int kind = unit[0] & 31;
        if (kind == NalUnits.SPS) {
            Sps set = Sps.read(unit);
            if ((long) set.width() * set.height() > maxPixels
                    || 256L * set.blocksWide() * set.blocksHigh() > 2 * maxPixels) {
                throw new IOException("the frame is too large: " + set.width() + " x " + set.height() + ", more than "
                        + maxPixels + " pixels are not decoded");
            }
            if (set.memoryBytes() > Runtime.getRuntime().maxMemory() / 4) {
                throw new IOException("frames of " + set.width() + " x " + set.height() + ", and " + set.references()
                        + " to build on, do not fit into a quarter of Java's heap (-Xmx)");
            }
            if (sps != null && !sps.isLike(set)) {
                throw new IOException("the size of its frames changes, which is not decoded");
            }
            sps = set;
            spss.put(set.id(), set);
            decoder.addSps(List.of(ByteBuffer.wrap(set.plain().bytes)));
        } else if (kind == NalUnits.PPS) {
            Pps set = Pps.read(unit);
            ppss.put(set.id(), set);
            try {
                decoder.addPps(List.of(ByteBuffer.wrap(Arrays.copyOfRange(unit, 1, unit.length))));
            } catch (RuntimeException e) {
                throw new IOException("its header is damaged: a parameter set", e);
            }
        }
    }

    @Override
    public @Nullable Pixels decode(byte[] sample, boolean wanted) throws IOException {
        List<ByteBuffer> slices = new ArrayList<>();
        SliceHeader first = null;
        for (byte[] unit : NalUnits.ofSample(sample, lengthBytes)) {
            int kind = unit[0] & 31;
            take(unit);
            if (kind == NalUnits.SLICE || kind == NalUnits.KEY_SLICE) {
                SliceHeader header = SliceHeader.read(unit, sets);
                first = first == null ? header : first;
                slices.add(ByteBuffer.wrap(unit));
            } else if (kind >= NalUnits.PARTITION && kind < NalUnits.KEY_SLICE) {
                throw new IOException("H.264 in partitions is not decoded");
            }
        }
        Sps set = sps;
        if (first == null || set == null) {
            throw new IOException("there is no picture in it");
        }
        references.add(first, set.references());
        byte[][] frame = frame(slices, set);
        return wanted ? Colors.of(set).rgb(frame, set) : null;
    }

    private byte[][] frame(List<ByteBuffer> slices, Sps set) throws IOException {
        byte[][] into = planes;
        if (into == null) {
            int blocks = set.blocksWide() * set.blocksHigh();
            into = new byte[][] {new byte[256 * blocks], new byte[64 * blocks], new byte[64 * blocks]};
            planes = into;
        }
        try {
            Frame frame = decoder.decodeFrameFromNals(slices, into);
            if (frame == null) {
                throw new IOException("there is no picture in it");
            }
            return frame.getData();
        } catch (RuntimeException e) { // JCodec's way to say that bits make no sense
            String message = e.getMessage();
            boolean says = message != null && message.startsWith("Unsupported h264 feature");
            throw new IOException(says ? message : "it is damaged", e);
        }
    }

    @Override
    public long memoryBytes() {
        return sps == null ? 0 : sps.memoryBytes();
    }

    @Override
    public String toString() {
        return "H264Frames[" + sps + "]";
    }

    /** The parameter sets that were seen. */
    private final class Known implements SliceHeader.Sets {
        @Override
        public Pps pps(int id) throws IOException {
            return known(ppss.get(id));
        }

        @Override
        public Sps sps(int id) throws IOException {
            return known(spss.get(id));
        }

        private static <T> T known(@Nullable T set) throws IOException {
            if (set == null) {
                throw new IOException("it is damaged: it names parameters that are not there");
            }
            return set;
        }
    }
}
