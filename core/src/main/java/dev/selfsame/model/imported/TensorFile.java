package dev.selfsame.model.imported;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.model.ModelFileException;
import dev.selfsame.model.Safetensors;
import dev.selfsame.pth.TorchFile;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Named tensors in a file of one of the formats that are read here. */
interface TensorFile extends AutoCloseable {
    /** How files of PyTorch are called. */
    List<String> SUFFIXES = List.of(".pth", ".pt", ".ckpt", ".bin", ".pth.tar");

    /** What stands in the metadata of files that Selfsame wrote, as an encoder. */
    String OWN = "selfsame-format";

    /** Their names, in the order of the file. */
    Set<String> names();

    /** The shape of one. */
    long[] shape(String name);

    /** Reads one; the caller owns it. */
    Tensor read(String name) throws IOException;

    /** Heads of the attention, which an encoder of Selfsame says; else 0. */
    int heads() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens a file; its first bytes say the format, and where they don't, its name.
     *
     * @throws IOException if it can't be read, is damaged, or would run code
     */
    static TensorFile open(Path path) throws IOException {
        return isTorch(path) ? new Torch(TorchFile.open(path)) : new Plain(Safetensors.open(path));
    }

    /** Whether a file is one of PyTorch, or should be by its name. */
    static boolean isTorch(Path path) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(path)) {
            first = in.readNBytes(9);
        }
        if (first.length == 9 && first[8] == '{') {
            return false; // the header of a safetensors file
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean zip = first.length > 1 && first[0] == 'P' && first[1] == 'K';
        boolean pickle = first.length > 1 && first[0] == (byte) 0x80;
        return zip || pickle || SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /**
     * Whether Selfsame wrote it, as an encoder.
     *
     * @throws ModelFileException if it is no safetensors file that can be read
     */
    static boolean isOwn(Path path) throws IOException {
        if (isTorch(path)) {
            return false;
        }
        try (Safetensors file = Safetensors.open(path)) {
            return file.metadata().containsKey(OWN);
        }
    }

    /** By {@link TorchFile}. */
    record Torch(TorchFile file) implements TensorFile {
        @Override
        public Set<String> names() {
            return file.names();
        }

        @Override
        public long[] shape(String name) {
            return file.shape(name);
        }

        @Override
        public Tensor read(String name) throws IOException {
            return file.read(name);
        }

        @Override
        public int heads() {
            return 0;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** By {@link Safetensors}. */
    record Plain(Safetensors file) implements TensorFile {
        @Override
        public Set<String> names() {
            return file.names();
        }

        @Override
        public long[] shape(String name) {
            return file.shape(name);
        }

        @Override
        public Tensor read(String name) throws IOException {
            return file.read(name);
        }

        @Override
        public int heads() throws IOException {
            String architecture = file.metadata().getOrDefault("architecture", "");
            return file.metadata().containsKey(OWN)
                    ? new ObjectMapper().readTree(architecture).path("heads").asInt()
                    : 0;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
