/**
 * Decoding any image file to RGB pixels, or as it is, and the geometry and colour operations on pixels.
 *
 * <ul>
 *   <li>{@link dev.selfsame.image.ImageDecoder} turns a file's bytes into upright RGB {@link dev.selfsame.image.Pixels}, all
 *       of a JPEG file or a smaller picture, which knows its {@link dev.selfsame.image.Original}.
 *   <li>{@link dev.selfsame.image.Geometry} crops, flips and turns; {@link dev.selfsame.image.Resampling} resizes.
 *   <li>{@link dev.selfsame.image.Planes} changes colours, several changes at once; {@link
 *       dev.selfsame.image.ColorOperations} makes one of them; {@link dev.selfsame.image.BoxBlur} blurs.
 *   <li>{@link dev.selfsame.image.SamplesDecoder} gives images as they are, of any number of channels and any range, as
 *       {@link dev.selfsame.image.Samples}; {@link dev.selfsame.image.SampleResampling}, {@link
 *       dev.selfsame.image.SampleGeometry} and {@link dev.selfsame.image.SampleBlur} work on those in floats.
 * </ul>
 *
 * <p>Everything here is a pure function of its arguments, over byte arrays, equal to what torchvision and Pillow 9.4 do
 * on 8-bit images; a CMYK JPEG may be two levels off. Nothing here draws random numbers: that is the work of {@code dev.selfsame.view}. To add an operation,
 * write a static method from {@code Pixels} to {@code Pixels} that leaves its argument alone and says which channel
 * counts it takes.
 */
@NullMarked
package dev.selfsame.image;

import org.jspecify.annotations.NullMarked;
