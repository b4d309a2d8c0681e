package dev.selfsame.train;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceAround;
import java.io.IOException;

/** A source that takes its time for each image. */
final class SlowSource extends SourceAround {
    private final long millis;

    SlowSource(ImageSource source, long millis) {
        super(source);
        this.millis = millis;
    }

    @Override
    public byte[] read(int i) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return super.read(i);
    }
}
