package dev.selfsame.proofs;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.translator.ImageFeatureExtractorFactory;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * DJL's side of the proof, a program of its own: {@code script MODEL.pt INPUT OUT N C H W} feeds a TorchScript file with
 * floats, {@code folder FOLDER OUT IMAGE…} a folder with image files. OUT gets the embeddings, as little-endian floats.
 */
final class DjlEmbeddings {
    private DjlEmbeddings() {}

    /** Runs it. */
    public static void main(String[] words)
            throws IOException, ModelNotFoundException, MalformedModelException, TranslateException {
        requireNoOtherLibtorch();
        if (words[0].equals("script")) {
            script(words);
        } else {
            folder(Path.of(words[1]), Path.of(words[2]), Arrays.asList(words).subList(3, words.length));
        }
    }

    private static void requireNoOtherLibtorch() {
        for (String name : List.of("org.bytedeco.javacpp.Loader", "dev.selfsame.model.Encoder")) {
            if (ClassLoader.getSystemResource(name.replace('.', '/') + ".class") != null) {
                throw new IllegalStateException(name + " is on the class path");
            }
        }
    }

    private static void script(String[] words)
            throws IOException, ModelNotFoundException, MalformedModelException, TranslateException {
        Path model = Path.of(words[1]);
        long[] sides =
                Arrays.stream(words, 4, words.length).mapToLong(Long::parseLong).toArray();
        FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(Path.of(words[2])))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optEngine("PyTorch")
                .optModelPath(model)
                .optTranslator(new NoopTranslator(null))
                .build();
        try (ZooModel<NDList, NDList> loaded = criteria.loadModel();
                Predictor<NDList, NDList> predictor = loaded.newPredictor();
                NDManager manager = NDManager.newBaseManager()) {
            NDArray images = manager.create(values, new Shape(sides));
            NDList embeddings = predictor.predict(new NDList(images));
            write(Path.of(words[3]), List.of(embeddings.singletonOrThrow().toFloatArray()));
        }
    }

    private static void folder(Path folder, Path out, List<String> images)
            throws IOException, ModelNotFoundException, MalformedModelException, TranslateException {
        Criteria<Image, float[]> criteria = Criteria.builder()
                .setTypes(Image.class, float[].class)
                .optModelPath(folder)
                .optTranslatorFactory(new ImageFeatureExtractorFactory())
                .build();
        try (ZooModel<Image, float[]> loaded = criteria.loadModel();
                Predictor<Image, float[]> predictor = loaded.newPredictor()) {
            List<Image> all = new ArrayList<>();
            for (String image : images) {
                all.add(ImageFactory.getInstance().fromFile(Path.of(image)));
            }
            write(out, predictor.batchPredict(all));
        }
    }

    private static void write(Path file, List<float[]> rows) throws IOException {
        int count = rows.stream().mapToInt(row -> row.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        Files.write(file, bytes.array());
    }
}
