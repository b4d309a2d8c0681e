/**
 * Frames of video files: where they lie in an MP4 or MOV file, and which module decodes them.
 *
 * <p>{@link dev.selfsame.video.VideoTrack#read} reads a file's index and nothing else, so that its frames are counted
 * without decoding one. {@link dev.selfsame.video.VideoCodec} is how a module brings a decoder;
 * {@link dev.selfsame.video.VideoCodecs} finds it by {@link java.util.ServiceLoader}. Motion JPEG needs none: each of its
 * frames is an image file.
 *
 * <p>To add a codec, implement {@code VideoCodec} in a module of its own and name it in {@code META-INF/services}.
 */
@NullMarked
package dev.selfsame.video;

import org.jspecify.annotations.NullMarked;
