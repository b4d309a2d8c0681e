/**
 * The only door through which JavaCPP loads, for libtorch and OpenCV both: {@link dev.selfsame.natives.Natives}.
 *
 * <p>Whoever touches a class of {@code org.bytedeco} calls {@code Natives.torch()} or {@code Natives.opencv()} first.
 */
@NullMarked
package dev.selfsame.natives;

import org.jspecify.annotations.NullMarked;
