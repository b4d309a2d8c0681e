/**
 * Decodes H.264 by <a href="https://github.com/jcodec/jcodec">JCodec</a>, which is written in Java (BSD licence, two
 * clauses): baseline, main and high profile of 8 bits and 4:2:0, frames whole. Interlaced video, 10 bits, 4:2:2, and what
 * JCodec doesn't decode, or decodes wrong (slices without deblocking, temporal direct prediction), are refused in words.
 *
 * <p>What sizes are claimed, JCodec believes. So the headers are read here first
 * ({@link dev.selfsame.video.h264.Sps}, {@link dev.selfsame.video.h264.Pps}, {@link dev.selfsame.video.h264.SliceHeader}),
 * and it sees only what keeps to the standard's ranges. Sections are those of ITU-T H.264.
 */
@NullMarked
package dev.selfsame.video.h264;

import org.jspecify.annotations.NullMarked;
