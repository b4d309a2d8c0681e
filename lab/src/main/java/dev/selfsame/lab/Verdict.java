package dev.selfsame.lab;

/** Whether something held, in the logic of three values. */
public enum Verdict {
    /** The whole interval says so. */
    HELD,
    /** The whole interval says otherwise. */
    DID_NOT_HOLD,
    /** The interval says neither. */
    UNDECIDED;

    /** Whether an estimate is above a bar: decided only where its whole interval is on one side. */
    static Verdict above(Estimate estimate, double bar) {
        if (estimate.low() > bar) {
            return HELD;
        }
        return estimate.high() <= bar ? DID_NOT_HOLD : UNDECIDED;
    }

    /** Of something that is known for certain. */
    static Verdict of(boolean held) {
        return held ? HELD : DID_NOT_HOLD;
    }

    /** Of the opposite. */
    Verdict not() {
        return switch (this) {
            case HELD -> DID_NOT_HOLD;
            case DID_NOT_HOLD -> HELD;
            case UNDECIDED -> UNDECIDED;
        };
    }

    /** Of both together. */
    Verdict and(Verdict other) {
        if (this == DID_NOT_HOLD || other == DID_NOT_HOLD) {
            return DID_NOT_HOLD;
        }
        return this == HELD && other == HELD ? HELD : UNDECIDED;
    }

    /** Of at least one of both. */
    Verdict or(Verdict other) {
        return not().and(other.not()).not();
    }

    /** As it begins a sentence. */
    public String words() {
        return switch (this) {
            case HELD -> "Held";
            case DID_NOT_HOLD -> "Did not hold";
            case UNDECIDED -> "Undecided";
        };
    }
}
