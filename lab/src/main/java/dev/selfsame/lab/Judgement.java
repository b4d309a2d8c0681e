package dev.selfsame.lab;

/**
 * What the numbers say of a claim.
 *
 * @param verdict whether it held
 * @param because the numbers behind that, in words: begins in small letters, ends without a full stop
 */
public record Judgement(Verdict verdict, String because) {
    /** One sentence for a person. */
    public String sentence() {
        return verdict.words() + ": " + because + ".";
    }
}
