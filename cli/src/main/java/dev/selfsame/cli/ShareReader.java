package dev.selfsame.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share above 0 and at most 1: {@code 0.1} or {@code 10%}. */
final class ShareReader implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        boolean percent = text.endsWith("%");
        try {
            double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
            double share = percent ? number / 100 : number;
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("a share looks like 10% or 0.1, got " + text);
        }
        throw new TypeConversionException("a share is above 0 and at most 1 (or 100%), got " + text);
    }
}
