package dev.selfsame.log;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Reason;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.Run;
import dev.selfsame.train.RunDirectory;
import dev.selfsame.train.RunException;
import dev.selfsame.train.TrainingListener;
import dev.selfsame.train.Writing;
import dev.selfsame.view.ViewSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TensorBoard's event files, in {@code RUN/tensorboard/}: numbers as in {@code metrics.jsonl}, singular values as
 * histograms, the cross-correlation of two views as a picture, the configuration as text; and where the log is given images,
 * a sheet of views, and when the run ends their embeddings for the projector. Each sitting of a run has a file; on resume,
 * what lies past the checkpoint is cut from those before.
 */
public final class TensorBoardLog implements TrainingListener {
    private static final int SHEET_IMAGES = 8;

    private final RunDirectory run;
    private final Path folder;
    private final @Nullable ImageSource images;
    private @Nullable EventFile events;

    private TensorBoardLog(Path run, @Nullable ImageSource images) {
        this.run = RunDirectory.at(run);
        this.folder = this.run.tensorBoard();
        this.images = images;
    }

    /** For the run in a directory, without pictures of images. */
    public static TensorBoardLog into(Path run) {
        return new TensorBoardLog(run, null);
    }

    /**
     * For the run in a directory.
     *
     * @param images some of which are shown with their views, and embedded when the run ends
     */
    public static TensorBoardLog into(Path run, ImageSource images) {
        return new TensorBoardLog(run, images);
    }

    @Override
    public void started(Start start) {
        Writing.to(folder, () -> {
            for (Path file : EventFile.all(folder)) {
                if (start.step() == 0) {
                    Files.delete(file);
                } else {
                    EventFile.cut(file, start.step());
                }
            }
            events = EventFile.create(folder, System.currentTimeMillis() / 1000);
        });
        write(EventMessage.sessionStart(start.step() + 1));
        if (start.step() == 0) {
            write(EventMessage.text(
                    0, "configuration", indented(start.configuration().toYaml())));
            sheet(start.configuration());
        }
    }

    /** As Markdown shows text as it is. */
    private static String indented(String text) {
        return "    " + text.strip().replace("\n", "\n    ");
    }

    private void sheet(Configuration configuration) {
        if (images == null) {
            return;
        }
        var views = configuration.recipe().views();
        ViewSheet sheet = new ViewSheet(SHEET_IMAGES, views, configuration.run().seed());
        Skipped skipped = new Skipped(); // which the run itself lists
        for (int i : Projector.some(images.size(), SHEET_IMAGES)) {
            try {
                sheet.add(images.decode(i, views, configuration.run().decode()));
            } catch (IOException | UnreadableImageException e) {
                skipped.add(images.name(i), Reason.of(e));
            }
        }
        if (sheet.rows() > 0) {
            write(EventMessage.image(0, "views", sheet.image()));
        }
    }

    @Override
    public void logged(StepMetrics metrics) {
        write(EventMessage.scalars(metrics.step(), NamedNumbers.finite(metrics)));
    }

    @Override
    public void probed(long step, int epoch, double knnTop1) {
        write(EventMessage.scalars(step, Map.of(NamedNumbers.KNN, knnTop1)));
    }

    @Override
    public void snapshot(long step, Path file) {
        try (Safetensors snapshot = Safetensors.open(file)) {
            for (String name : snapshot.names()) {
                try (Tensor values = snapshot.read(name)) {
                    write(
                            values.rank() == 2
                                    ? EventMessage.image(step, name, CorrelationPicture.of(values.toFloats()))
                                    : EventMessage.histogram(step, name, Histogram.of(values.toDoubles())));
                }
            }
        } catch (IOException e) {
            throw new RunException("can't read " + file + ": " + Reason.of(e), e);
        }
    }

    @Override
    public void finished(Run result) {
        if (images != null && !result.interrupted() && result.steps() > 0) {
            ImageSource shown = images;
            Configuration configuration = run.readConfiguration();
            Writing.to(folder, () -> new Projector(folder, configuration).write(run.path(), shown));
        }
    }

    @Override
    public void ended() {
        EventFile closing = events;
        events = null;
        if (closing != null) {
            Writing.to(folder, closing::close);
        }
    }

    private void write(byte[] event) {
        EventFile to = events;
        if (to != null) {
            Writing.to(folder, () -> to.write(event));
        }
    }
}
