package dev.selfsame.optim;

/** A schedule that prints what it is. */
record Described(String name, Schedule schedule) implements Schedule {
    @Override
    public double at(Progress progress) {
        return schedule.at(progress);
    }

    @Override
    public String toString() {
        return name;
    }
}
