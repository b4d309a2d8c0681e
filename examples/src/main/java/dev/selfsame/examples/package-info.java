/**
 * The tutorial's programs: each is short, complete and runs.
 */
@NullMarked
package dev.selfsame.examples;

import org.jspecify.annotations.NullMarked;
