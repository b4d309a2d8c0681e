package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens video files: one, those of a folder, or those that a list names. */
final class VideoFiles {
    private static final Set<String> READ = Set.of("mp4", "m4v", "mov", "qt", "3gp", "3g2");
    /** Videos in other containers: better listed as unreadable than left out in silence. */
    private static final Set<String> KNOWN =
            Set.of("mkv", "webm", "avi", "mpg", "mpeg", "m2ts", "mts", "wmv", "flv", "ogv", "mxf");

    private static final String STRIDE = "stride";

    private VideoFiles() {}

    /** Whether a file of this path or name is taken for a video. Hidden files are not. */
    static boolean isVideo(String path) {
        String suffix = suffix(path);
        return READ.contains(suffix) || KNOWN.contains(suffix);
    }

    /**
     * Opens a source that is a video, or of which frames by a stride are wanted.
     *
     * @return null where it is neither
     * @throws SourceException where it cannot be opened
     */
    static @Nullable ImageSource open(String source) throws SourceException {
        SourceSpec spec = SourceSpec.of(source);
        Path path = spec.path();
        boolean folder = Files.isDirectory(path);
        boolean video = !folder && isVideo(spec.name());
        if (!video && !spec.columns().containsKey(STRIDE)) {
            return null;
        }
        int stride = stride(spec, source);
        if (folder) {
            ImageSource found = inFolder(path, stride);
            if (found == null) {
                throw new SourceException("no videos in the folder " + path);
            }
            return found;
        }
        if (Files.notExists(path)) {
            throw new SourceException("no such folder or file: " + path);
        }
        return video ? single(path, stride) : ofList(PathList.open(path), stride);
    }

    private static int stride(SourceSpec spec, String source) throws SourceException {
        Map<String, String> said = spec.columns();
        String text = said.getOrDefault(STRIDE, "1");
        boolean valid = text.matches("[1-9][0-9]{0,8}");
        if (!valid || spec.part() != null || said.size() > 1 || (said.size() == 1 && !said.containsKey(STRIDE))) {
            throw new SourceException(
                    "a video has frames to choose by #stride=N, from 1 on, and nothing else: " + source);
        }
        return Integer.parseInt(text);
    }

    private static ImageSource single(Path file, int stride) throws SourceException {
        Clip clip = Clip.open(file, String.valueOf(file.getFileName()));
        if (clip.reason() != null) {
            throw new SourceException("cannot read the video " + file + ": " + clip.reason());
        }
        String howToLabel = "give a folder that has the videos of each class in a sub-folder of its own";
        return new VideoImages("the video " + file, howToLabel, List.of(clip), new Labels(), stride);
    }

    /** The videos below a folder; null where there are none. */
    static @Nullable ImageSource inFolder(Path root, int stride) throws SourceException {
        PathTable found = FolderWalk.find(root, VideoFiles::isVideo).images();
        if (found.size() == 0) {
            return null;
        }
        FileNames names = new FileNames(root);
        List<Clip> clips = new ArrayList<>();
        Labels labels = new Labels();
        for (int i = 0; i < found.size(); i++) {
            String name = new String(found.path(i), UTF_8);
            clips.add(Clip.open(names.resolve(found.path(i)), name));
            int slash = name.indexOf('/');
            labels.add(slash < 0 ? null : name.substring(0, slash));
        }
        String example = "put the videos of each class into a sub-folder of its own, as in "
                + root.resolve("cat").resolve("1.mp4");
        return checked(new VideoImages("the folder " + root, example, clips, labels, stride), clips, root);
    }

    /** The videos that a list names, with its labels. */
    static ImageSource ofList(PathList list, int stride) throws SourceException {
        List<Clip> clips = new ArrayList<>();
        Labels labels = new Labels();
        for (int i = 0; i < list.size(); i++) {
            clips.add(Clip.open(list.file(i), list.name(i)));
            labels.add(list.label(i));
        }
        VideoImages images = new VideoImages(list.what(), list.howToLabel(), clips, labels, stride);
        return checked(images, clips, list.what());
    }

    private static ImageSource checked(VideoImages images, List<Clip> clips, Object where) throws SourceException {
        if (clips.stream().allMatch(clip -> clip.reason() != null)) {
            Clip first = clips.get(0);
            throw new SourceException("none of the " + clips.size() + " videos in " + where
                    + " can be read (the first, " + first.name() + ": " + first.reason() + ")");
        }
        return images;
    }

    /** What can be said of a file that is no MP4 or MOV, by its name; null where its suffix is one of these. */
    static @Nullable String refusal(String name) {
        String suffix = suffix(name);
        return KNOWN.contains(suffix)
                ? "." + suffix + " files are not read, MP4 and MOV files are: ffmpeg -i IN." + suffix
                        + " -c copy OUT.mp4 changes the container"
                : null;
    }

    private static String suffix(String path) {
        return ImageFiles.suffix(path.substring(path.lastIndexOf('/') + 1));
    }
}
