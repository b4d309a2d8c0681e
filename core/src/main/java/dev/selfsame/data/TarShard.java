package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive that images are read from.
 *
 * @param file where it is
 * @param name what it is called before its members' names
 * @param packing how it is compressed
 * @param damage why the images behind some byte are missing; null where it is whole
 */
record TarShard(Path file, String name, Packing packing, @Nullable String damage) {
    private static final int LONGEST_LABEL = 1024;

    /**
     * Reads the archive through once, by its headers only where it is not compressed.
     *
     * @param index takes the images; what is missing at the end of a damaged archive becomes an image that can't be read
     */
    static TarShard index(Path file, String name, ArchiveIndex.Builder index) throws SourceException {
        try {
            if (!Files.isRegularFile(file)) { // a pipe would be waited for, without end
                throw new IOException(Files.isDirectory(file) ? "a folder, not a file" : missing(file));
            }
            Packing packing = Packing.of(file);
            long length = packing == Packing.NONE ? Files.size(file) : -1;
            try (TarMembers members = new TarMembers(packing.open(file), length)) {
                return new TarShard(file, name, packing, read(members, name, index));
            }
        } catch (SourceException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // a decompressor's, of garbage
            throw new SourceException("cannot read the tar archive " + file + ": " + Reason.of(e), e);
        }
    }

    private static String missing(Path file) {
        return Files.exists(file) ? "not a regular file" : "no such file";
    }

    private static @Nullable String read(TarMembers members, String name, ArchiveIndex.Builder index)
            throws IOException {
        SampleGrouping samples = new SampleGrouping(index);
        MemberName last = new MemberName("");
        while (members.next()) {
            last = members.name();
            if (members.isFile()) {
                add(members, last, samples);
            }
        }
        String damage = members.damage();
        boolean inLast = damage != null && members.isCutOff() && samples.cutOff(last, "the archive " + damage);
        samples.flush();
        if (damage != null && !inLast) {
            index.prefix("");
            index.unreadable(
                    index.add(new MemberName(name), 0, 0), "the archive " + damage + ": what lies behind is missing");
        }
        return damage;
    }

    private static void add(TarMembers members, MemberName name, SampleGrouping samples) throws IOException {
        samples.member(name);
        if (samples.isImage(name)) {
            String reason = members.isSparse() ? "sparse members of tar archives are not read" : null;
            samples.image(name, members.place(), members.size(), reason);
        } else if (SampleGrouping.isLabel(name) && !members.isCutOff() && members.size() <= LONGEST_LABEL) {
            samples.label(label(members));
        }
    }

    /** The text of a label; empty where the archive ends in it, which the next step finds out. */
    private static String label(TarMembers members) {
        try {
            return new String(members.content().readNBytes(LONGEST_LABEL), UTF_8);
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }
}
