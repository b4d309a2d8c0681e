package dev.selfsame.parquet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/** Parquet's metadata from bytes. No list and no text is taken to be longer than the bytes that are there. */
final class Thrift {
    private final ByteArrayInputStream bytes;
    private final TProtocol protocol;
    private final int length;

    private Thrift(byte[] bytes) throws TTransportException {
        this.bytes = new ByteArrayInputStream(bytes);
        this.length = bytes.length;
        this.protocol = new TCompactProtocol(new TIOStreamTransport(this.bytes), length, length);
    }

    /** The metadata in the bytes of a footer. */
    static FileMetaData footer(byte[] bytes) throws IOException {
        FileMetaData metadata = new FileMetaData();
        read(bytes, metadata::read, "the footer");
        return metadata;
    }

    /**
     * The page header that the bytes begin with.
     *
     * @return its length
     * @throws EOFException where it is longer than the bytes
     */
    static int page(byte[] bytes, PageHeader header) throws IOException {
        return read(bytes, header::read, "a page header");
    }

    /** A field that has to be there. */
    static <T> T required(@Nullable T field, String name) throws IOException {
        if (field == null) {
            throw new IOException("the metadata is damaged: it lacks " + name);
        }
        return field;
    }

    /** Reads a structure. */
    private interface Structure {
        void read(TProtocol protocol) throws TException;
    }

    private static int read(byte[] bytes, Structure structure, String what) throws IOException {
        try {
            Thrift thrift = new Thrift(bytes);
            structure.read(thrift.protocol);
            return thrift.length - thrift.bytes.available();
        } catch (TTransportException e) {
            EOFException end = new EOFException(what + " is damaged or cut off");
            end.initCause(e);
            throw end;
        } catch (TException | RuntimeException | StackOverflowError e) { // fields within fields without end
            throw new IOException(what + " is damaged", e);
        }
    }
}
