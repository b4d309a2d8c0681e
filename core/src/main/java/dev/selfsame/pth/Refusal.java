package dev.selfsame.pth;

import java.io.IOException;

/** Why a file is not read, in words that follow its name. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    final String why;

    Refusal(String why) {
        super(why);
        this.why = why;
    }
}
