package dev.selfsame.evaluate;

import dev.selfsame.data.ImageSource;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.List;

/** Small noisy images that are red, green or blue, by turns. */
record ColourImages(int size, int seed) implements ImageSource {
    static final int SIDE = 16;

    @Override
    public String name(int i) {
        return classes().get(classIndex(i)) + "/" + i;
    }

    @Override
    public byte[] read(int i) {
        throw new UnsupportedOperationException("they are held as pixels");
    }

    @Override
    public Pixels pixels(int i, DecodeOptions options) {
        Draws draws = Draws.of(seed, Stream.SAMPLE, 3, i);
        byte[] data = new byte[SIDE * SIDE * 3];
        for (int k = 0; k < data.length; k++) {
            boolean own = k % 3 == 2 - classIndex(i); // classes are in the order blue, green, red
            data[k] = (byte) (draws.below(150) + (own ? 100 : 0));
        }
        return Pixels.of(SIDE, SIDE, 3, data);
    }

    @Override
    public List<String> classes() {
        return List.of("blue", "green", "red");
    }

    @Override
    public int classIndex(int i) {
        return i % 3;
    }

    @Override
    public String describe() {
        return size + " coloured images";
    }

    @Override
    public String fingerprint() {
        return "colours " + size + " " + seed;
    }
}
