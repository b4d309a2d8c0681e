package dev.selfsame.natives;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.pytorch.global.torch;

/** What the loaded libraries say of themselves. */
final class Versions {
    private static final Pattern TORCH = Pattern.compile("TORCH_VERSION=([0-9][^,\\s]*)");

    private Versions() {}

    static String torch() {
        try (BytePointer settings = torch.show_config()) {
            Matcher version = TORCH.matcher(settings.getString());
            return version.find() ? version.group(1) : "unknown";
        }
    }

    static String opencv() {
        try (BytePointer version = opencv_core.getVersionString()) {
            return version.getString().replace("\0", ""); // JavaCPP hands over the end of the C string too
        }
    }
}
