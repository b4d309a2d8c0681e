package dev.selfsame.random;

/** An order that is kept. */
final class TablePermutation implements Permutation {
    private final int[] numbers;

    TablePermutation(int[] numbers) {
        this.numbers = numbers;
    }

    @Override
    public int size() {
        return numbers.length;
    }

    @Override
    public int at(int place) {
        return numbers[place];
    }

    @Override
    public String toString() {
        return "TablePermutation[" + numbers.length + "]";
    }
}
