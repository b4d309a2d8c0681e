/** Small programs that use the library, each complete and run by a test. */
@NullMarked
package dev.selfsame.examples;

import org.jspecify.annotations.NullMarked;
