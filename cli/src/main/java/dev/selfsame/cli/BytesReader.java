package dev.selfsame.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size such as {@code 256M} or {@code 1G}, in powers of 1024; a number alone is bytes. */
final class BytesReader implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([KMGT]?)");

    @Override
    public Long convert(String text) {
        Matcher parts = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (parts.matches()) {
            int thousands = "KMGT".indexOf(parts.group(2)) + (parts.group(2).isEmpty() ? 0 : 1);
            long number = Long.parseLong(parts.group(1));
            if (number > 0 && number <= Long.MAX_VALUE >> (10 * thousands)) {
                return number << (10 * thousands);
            }
        }
        throw new TypeConversionException("a size looks like 256M, 1G or 100000 and is above 0, got " + text);
    }
}
