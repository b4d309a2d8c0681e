package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in itself, whatever is on the disk: exit status 2, one line, nothing started. */
class WrongCommandLineTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void draw() throws IOException {
        Selfsame.drawImages(folder, 20, 10);
    }

    /** Runs words in which DATA, RUN and OUT stand for places. */
    private static Selfsame wrong(String words) {
        List<String> all = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            all.add(word.replace("DATA", folder.resolve("train").toString())
                    .replace("RUN", folder.resolve("run").toString())
                    .replace("OUT", folder.resolve("out").toString()));
        }
        Selfsame ended = Selfsame.run(all);
        assertEquals(2, ended.status(), ended.err());
        assertEquals("", ended.out());
        return ended;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trian | there is no command trian; did you mean train?",
                "evaluate nkn | there is no command nkn; did you mean knn?",
                "evaluate | say which: knn, linear, logistic, finetune, few-shot, retrieval, collapse",
                "list | say which: backbones, claims, losses, methods, recipes (see selfsame list --help)",
                "report | Missing required argument",
                "report --run RUN --compare RUN RUN | mutually exclusive",
                "report --compare RUN --out OUT | --compare needs two or more runs, got one",
                "report --compare RUN OUT | --compare needs --out FILE: the page to write",
                "report --compare RUN DATA --no-images --out OUT | --data and --no-images go with --run",
                "report --run RUN --data DATA --no-images | mutually exclusive",
                "lab byol-target --page OUT | --page takes only --out and --json: CLAIM says nothing there",
                "lab --page OUT --seeds 77 --data nonexistent | --page takes only --out and --json: --seeds says nothing there",
                "lab --page OUT --resume | --page takes only --out and --json: --resume says nothing there",
                "lab --list --out OUT | --list takes only --json: --out says nothing there",
                "lab --list --page OUT | --list takes only --json: --page says nothing there",
                "train --data DATA --run RUN --method byol --epoch 3 | there is no option --epoch; did you mean --epochs?",
                "train --method byol --data DATA | Missing required option:",
                "train --data DATA --run RUN | missing option --method",
                "train --data DATA --run RUN --method bylo | no method bylo; there are ",
                "train --data DATA --run RUN --method byol --recipe cifar | byol has the recipes auto, cifar10, imagenet, not cifar",
                "train --data DATA --run RUN --method byol --backbone resnet19 | vit-base, vit-large, lab, got resnet19",
                "train --data DATA --run RUN --method byol --set backbone.name=vgg | backbone.name must be one of resnet18",
                "train --data DATA --run RUN --method byol --epochs 0 | epochs must be at least 1, got 0",
                "train --data DATA --run RUN --method byol --epochs -3 | epochs must be at least 1, got -3",
                "train --data DATA --run RUN --method byol --epochs x | Invalid value for option '--epochs'",
                "train --data DATA --run RUN --method byol --batch-size 1 | batch-size must be 2 to ",
                "train --data DATA --run RUN --method byol --base-width 0 | backbone.base-width must be 1 to 1024, got 0",
                "train --data DATA --run RUN --method byol --image-size -1 | size",
                "train --data DATA --run RUN --method byol --cache lots | cache must be auto or a size such as 512M, 2G or 0, got lots",
                "train --data DATA --run RUN --method byol --sampler even | sampler.kind must be one of uniform, balanced, weighted, hard, got even",
                "train --data DATA --run RUN --method byol --sampler weighted | sampler.kind weighted needs the file sampler.weights (--sampler-weights)",
                "train --data DATA --run RUN --method byol --sampler hard | sampler.kind hard needs the file sampler.names (--sampler-names)",
                "train --data DATA --run RUN --method byol --sampler-weights OUT | sampler.weights goes with sampler.kind weighted, not with uniform",
                "train --data DATA --run RUN --method byol --sampler-factor 0 | sampler.factor must be 2 to 1000, got 0",
                "train --data DATA --run RUN --method byol --sampler-factor 5 | sampler.factor goes with sampler.kind hard, not with uniform",
                "train --data DATA --run RUN --method byol --sampler balanced --sampler-factor 2 | sampler.factor goes with sampler.kind hard, not with balanced",
                "train --data DATA --run RUN --method byol --set sampler.factor=5 | sampler.factor goes with sampler.kind hard, not with uniform",
                "train --data DATA --run RUN --method byol --workers -1 | workers must be 0 to 1024, got -1",
                "train --data DATA --run RUN --method byol --threads 5000 | threads must be 0 to 1024, got 5000",
                "train --data DATA --run RUN --method byol --max-steps -1 | max-steps must be 0",
                "train --data DATA --run RUN --method byol --precision fp8 | precision must be one of auto, fp32, bf16, got fp8",
                "train --data DATA --run RUN --method byol --device gpu | device must be auto, cpu or cuda:N, got gpu",
                "train --data DATA --run RUN --method byol --max-time 5 | a time looks like 90s, 10m, 2h",
                "train --data DATA --run RUN --method byol --log tensorboard,wandb | --log takes tensorboard, csv and mlflow=URL, got wandb",
                "train --data DATA --run RUN --method byol --log csv,csv | --log names csv twice",
                "train --data DATA --run RUN --method byol --log mlflow=localhost | localhost is no address of an MLflow server",
                "train --data DATA --run RUN --method byol --log mlflow=http://a:b@localhost | MLFLOW_TRACKING_PASSWORD",
                "train --data DATA --run RUN --method byol --log mlflow:http://a:b@localhost | mlflow=URL, got mlflow...",
                "train --data DATA --run RUN --method byol --probe-train DATA | --probe-train and --probe-test go together",
                "train --data DATA --run RUN --method byol --set optimizer.learning-rat=1 | unknown key optimizer.learning-rat; did you mean optimizer.learning-rate?",
                "train --data DATA --run RUN --method byol --set learning-rate=1 | did you mean optimizer.learning-rate?",
                "train --data DATA --run RUN --method byol --set optimizer.learning-rate=-1 | optimizer.learning-rate must be 0 to 1000, got -1",
                "train --data DATA --run RUN --method byol --set optimizer.learning-rate=NaN | optimizer.learning-rate must be 0 to 1000, got NaN",
                "train --data DATA --run RUN --method byol --set optimizer.learning-rate=.nan | optimizer.learning-rate must be a number, got .nan",
                "train --data DATA --run RUN --method byol --set optimizer.learning-rate=1e300 | optimizer.learning-rate must be 0 to 1000",
                "train --data DATA --run RUN --method byol --set optimizer.learning-rate=fast | optimizer.learning-rate",
                "train --data DATA --run RUN --method byol --set optimizer=1 | unknown key optimizer",
                "train --data DATA --run RUN --method byol --set epochs | a setting is key=value, got epochs",
                "train --data DATA --run RUN --method byol --set log-every=0 | log-every must be 1",
                "train --data DATA --run RUN --method byol --set method.tau=1.5 | tau must be 0 to 1, got 1.5",
                "train --data DATA --run RUN --method byol --channels 3 --colour exact | --colour is for RGB images, not for",
                "train --data DATA --run RUN --method byol --background beige | decode.background: a colour is #rrggbb or one of aqua,",
                "train --data DATA --run RUN --method byol --max-pixels 0 | max-pixels must be 1 to 715827882, got 0",
                "evaluate collapse --run RUN --data DATA --background x | a colour is #rrggbb or one of aqua,",
                "evaluate knn --run RUN --train DATA --test DATA --max-pixels -1 | max-pixels must be 1 to 715827882, got -1",
                "views --method byol --data DATA --out OUT.png --background #12 | decode.background: a colour is",
                "train --data DATA --run RUN --method simclr --set method.temperature=0 | temperature must be above",
                "evaluate knn --run RUN --model OUT --train DATA --test DATA | mutually exclusive",
                "evaluate knn --train DATA --test DATA | Missing required argument",
                "evaluate knn --run RUN --train DATA --test DATA --k 0 | k must be at least 1, got 0",
                "evaluate knn --run RUN --train DATA --test DATA --temperature 0 | temperature must be 0.01 to 100, got 0",
                "evaluate knn --run RUN --train DATA --test DATA --raw --untrained | mutually exclusive",
                "evaluate linear --run RUN --train DATA --test DATA --epochs 0 | epochs must be 1 to 10000, got 0",
                "evaluate linear --run RUN --train DATA --test DATA --learning-rate NaN | the learning rate must be above 0",
                "evaluate linear --run RUN --train DATA --test DATA --checkpoint OUT | --checkpoint goes with augmented features",
                "evaluate finetune --run RUN --train DATA --test DATA --resume | --resume goes on from the file of --checkpoint",
                "evaluate linear --run RUN --train DATA --test DATA --features augmented | the standard protocol is for frozen",
                "evaluate logistic --run RUN --train DATA --test DATA --c 0 | C must be 1e-10 to 1e10, got 0",
                "evaluate logistic --run RUN --train DATA --test DATA --folds 1 | folds must be 2 to 100, got 1",
                "evaluate few-shot --run RUN --train DATA --test DATA --shots 0 | shots must be at least 1, got 0",
                "evaluate knn --run RUN --train DATA --test DATA --labels 0% | a share is above 0 and at most 1",
                "evaluate knn --run RUN --train DATA --test DATA --labels some | a share looks like 10% or 0.1, got some",
                "evaluate collapse --run RUN --data DATA --lidar-views 1 | LiDAR needs --lidar-views of at least 2",
                "evaluate collapse --run RUN --data DATA --precision int8 | precision must be auto, fp32 or bf16, got int8",
                "export --run RUN --format zip --out OUT | the format must be safetensors, torchscript, onnx, djl, got zip",
                "export --run RUN --format onnx --preprocess jpeg --out OUT | the preprocessing must be none, float, uint8, resize, got jpeg",
                "export --run RUN --format onnx --opset 17 --out OUT | the opset must be 18 to 21, got 17",
                "export --run RUN --normalize --out OUT | safetensors holds weights and no network",
                "export --run RUN --format djl --preprocess uint8 --out OUT | for DJL, whose translator resizes",
                "export --run RUN --model OUT --out OUT | mutually exclusive",
                "export --out OUT | Missing required argument",
                "views --method byol --data DATA --out OUT.jpg | a sheet is written to a .png, not to",
                "views --method byol --data DATA --out OUT.png --images 0 | --images must be 1 to 1000, got 0",
                "curate duplicates --embeddings DATA --sheet OUT.png --out OUT | --sheet needs --data SOURCE, the images that were embedded",
                "curate duplicates --embeddings DATA --data DATA --sheet OUT --out OUT | a sheet is written to a .png, not to",
                "curate duplicates --embeddings DATA --data DATA --sheet-clusters 0 --out OUT | --sheet-clusters must be 1 to 1000, got 0",
                "curate duplicates --embeddings DATA --cosine 2 --out OUT | the cosine of duplicates must be -1 to 1, got 2",
                "curate duplicates --run RUN --out OUT | --run and --model need --data SOURCE, the images to embed",
                "curate duplicates --out OUT | Missing required argument",
                "curate duplicates --embeddings DATA --run RUN --out OUT | mutually exclusive",
                "curate duplicates --embeddings DATA --mean-std half --out OUT | --mean-std is for weights of others (--model FILE)",
                "index --embeddings DATA --image-size 32 --out OUT | --image-size is for weights of others (--model FILE)",
                "index --embeddings DATA --out OUT --table t | --table goes with --to, a database",
                "index --embeddings DATA --to postgresql://h/d --exact-below 9 | --exact-below goes with --out, a directory",
                "index --embeddings DATA --run RUN --model OUT --out OUT | mutually exclusive",
                "search --index OUT --row 1 --short-side 32 | --short-side is for weights of others (--model FILE)",
                "curate duplicates --embeddings DATA --likeness 0.5 --out OUT | there is no option --likeness",
                "curate outliers --embeddings DATA --count 0 --out OUT | --count must be at least 1, got 0",
                "curate subset --embeddings DATA --count 5 --by chance --out OUT | --by must be k-center or typical, got chance",
                "curate coverage --embeddings DATA --radius 3 --out OUT | --radius must be above 0 and at most 2, got 3",
                "curate coverage --embeddings DATA --out OUT | --embeddings goes with --reference, a file of embeddings too",
                "curate coverage --run RUN --data DATA --reference DATA --out OUT | --run and --model need --reference-data SOURCE",
                "curate labels --embeddings DATA --temperature 0 --out OUT | --temperature must be 0.01 to 100, got 0",
                "curate clusters --embeddings DATA --k 0 --out OUT | --k must be at least 1, got 0",
                "curate outliers --embeddings DATA --k 0 --out OUT | --k must be at least 1, got 0",
                "curate labels --embeddings DATA --k -1 --out OUT | --k must be at least 1, got -1",
                "curate coverage --embeddings DATA --reference DATA --radius 1 --k 3 --out OUT | --radius R and --k N exclude each other",
                "curate coverage --run RUN --data DATA --reference OUT --reference-data DATA --out OUT | --reference goes with --embeddings",
                "curate coverage --embeddings DATA --reference DATA --k 0 --out OUT | --k must be at least 1, got 0",
                "curate | say which: duplicates, outliers, subset, coverage, labels, clusters",
                "views --method nope --data DATA --out OUT.png | no method nope"
            })
    void isRefusedInOneLine(String words, String expected) {
        String complaint = wrong(words).complaint();
        assertTrue(complaint.contains(expected), complaint);
        assertTrue(complaint.matches(".* \\(see selfsame.* --help\\)"), complaint);
        assertFalse(Files.exists(folder.resolve("run")), "nothing may have begun");
    }

    @Test
    void debugShowsTheStack() {
        String err = wrong("train --debug --data DATA --run RUN --method bylo").err();
        assertTrue(err.contains("\tat dev.selfsame.cli."), err);
    }
}
