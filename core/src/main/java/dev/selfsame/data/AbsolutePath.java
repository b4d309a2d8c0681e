package dev.selfsame.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Absolute paths without {@code .} and {@code ..}, which name the same files. */
public final class AbsolutePath {
    private AbsolutePath() {}

    /**
     * A path's absolute one. Behind a linked folder, {@code ..} is the folder above the one that the link leads to, so that
     * this takes the link's place; where it leads nowhere, the dots stay.
     */
    public static Path of(Path path) {
        Path absolute = path.toAbsolutePath();
        Path plain = absolute.getRoot();
        try {
            for (Path part : absolute) {
                if (part.toString().equals("..")) {
                    Path folder = Files.isSymbolicLink(plain) ? plain.toRealPath() : plain;
                    Path above = folder.getParent();
                    plain = above == null ? folder : above;
                } else if (!part.toString().equals(".")) {
                    plain = plain.resolve(part);
                }
            }
        } catch (IOException e) {
            return absolute;
        }
        return plain;
    }
}
