package dev.selfsame.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.apache.lucene.tests.mockfile.FilterFileChannel;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;

/** The real files, but for what a test makes of a write or a rename. */
final class FaultyFiles extends FilterFileSystemProvider {
    /** Called before it happens; may throw, or never return. */
    interface Fault {
        /** Some bytes are about to be written to a file that holds so many. */
        default void write(Path file, long size) throws IOException {}

        /** A file is about to get another name. */
        default void move(Path from, Path to) throws IOException {}
    }

    private final Fault fault;

    private FaultyFiles(Fault fault) {
        super("faulty://", FileSystems.getDefault());
        this.fault = fault;
    }

    /** A path whose files, and those below, have the fault. */
    static Path over(Path path, Fault fault) {
        return new FaultyFiles(fault).wrapPath(path);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path file = toDelegate(path);
        return new FilterFileChannel(super.newFileChannel(path, options, attributes)) {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                fault.write(file, size());
                return super.write(bytes);
            }

            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                fault.write(file, size());
                return super.write(bytes, position);
            }
        };
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        fault.move(toDelegate(from), toDelegate(to));
        super.move(from, to, options);
    }
}
