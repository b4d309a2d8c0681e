package dev.selfsame.golden;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A formula of a golden file for the values of a distribution over K things: numbers, {@code K}, {@code k}, {@code + - * /},
 * {@code ^} or {@code **}, parentheses, {@code exp}, {@code log} and {@code sqrt} of what stands in them, and a product where
 * two factors stand side by side. {@code , k = 0 .. K-1} (which is meant where it isn't said) or {@code , k = 1 .. K} may follow,
 * then {@code , normalised}: divided by the sum. Anything else is unknown, which is said, and nothing is compared.
 */
final class Formula {
    private static final Pattern RANGE = Pattern.compile(",\\s*k\\s*=\\s*([01])\\s*\\.\\.\\s*K(\\s*-\\s*1)?\\s*$");
    private static final Pattern NORMALIZED = Pattern.compile(",\\s*normali[sz]ed\\s*$");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+\\.?[0-9]*(e-?[0-9]+)?");

    private final String whole;
    private final String text;
    private final double count;
    private final double index;
    private int at;

    private Formula(String whole, String text, double count, double index) {
        this.whole = whole;
        this.text = text.replace(" ", "").replace("**", "^");
        this.count = count;
        this.index = index;
    }

    /**
     * The values.
     *
     * @param count K
     */
    static double[] values(String whole, int count) {
        String text = whole.strip();
        Matcher normalized = NORMALIZED.matcher(text);
        boolean divide = normalized.find();
        text = divide ? text.substring(0, normalized.start()) : text;
        Matcher range = RANGE.matcher(text);
        int first = 0;
        if (range.find()) {
            first = Integer.parseInt(range.group(1));
            if (first == (range.group(2) == null ? 0 : 1)) {
                throw new AssertionError("unknown, so not compared: a range of other than K values in " + whole);
            }
            text = text.substring(0, range.start());
        }
        double[] values = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            Formula formula = new Formula(whole, text, count, first + i);
            values[i] = formula.sum();
            if (formula.at < formula.text.length()) {
                throw formula.unknown();
            }
            sum += values[i];
        }
        for (int i = 0; i < count && divide; i++) {
            values[i] /= sum;
        }
        return values;
    }

    private double sum() {
        double value = product();
        while (isNext('+') || isNext('-')) {
            value += text.charAt(at++) == '+' ? product() : -product();
        }
        return value;
    }

    /** Factors side by side are multiplied, as those with a sign between them, from left to right. */
    private double product() {
        double value = power();
        while (at < text.length() && "+-)".indexOf(text.charAt(at)) < 0) {
            boolean divided = isNext('/');
            at += divided || isNext('*') ? 1 : 0;
            value = divided ? value / power() : value * power();
        }
        return value;
    }

    private double power() {
        if (isNext('-')) {
            at++;
            return -power();
        }
        double base = factor();
        if (isNext('^')) {
            at++;
            return Math.pow(base, power());
        }
        return base;
    }

    private double factor() {
        for (String function : new String[] {"exp", "log", "sqrt"}) {
            if (text.startsWith(function + "(", at)) {
                at += function.length();
                double value = factor();
                return switch (function) {
                    case "exp" -> Math.exp(value);
                    case "log" -> Math.log(value);
                    default -> Math.sqrt(value);
                };
            }
        }
        if (isNext('(')) {
            at++;
            double value = sum();
            if (!isNext(')')) {
                throw unknown();
            }
            at++;
            return value;
        }
        if (isNext('K') || isNext('k')) {
            return text.charAt(at++) == 'K' ? count : index;
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw unknown();
        }
        at = number.end();
        return Double.parseDouble(number.group());
    }

    private boolean isNext(char sign) {
        return at < text.length() && text.charAt(at) == sign;
    }

    private AssertionError unknown() {
        return new AssertionError("unknown, so not compared: the formula " + whole + " at " + text.substring(at)
                + "; known are numbers, K, k, + - * / ^, parentheses, exp, log and sqrt");
    }
}
