package dev.selfsame.method;

/** The hyper-parameters of a method that takes two views of an image, no more and no fewer. */
public interface PairConfig extends MethodConfig {
    @Override
    default int leastViews() {
        return 2;
    }

    @Override
    default int mostViews() {
        return 2;
    }
}
