package dev.selfsame.cli;

import dev.selfsame.data.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a {@link ByteSize} above 0. */
final class BytesReader implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        long bytes = ByteSize.parse(text).orElse(0);
        if (bytes == 0) {
            throw new TypeConversionException("a size looks like 256M, 1G or 100000 and is above 0, got " + text);
        }
        return bytes;
    }
}
