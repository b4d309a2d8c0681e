/** How good an encoder is: kNN, linear probe, collapse and label-free measures, on features as arrays. */
@NullMarked
package dev.selfsame.evaluate;

import org.jspecify.annotations.NullMarked;
