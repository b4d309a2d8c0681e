/**
 * The programs of {@code docs/tutorial}: each can be read from top to bottom, is run by a test at a small size, and draws
 * figures of a chapter. {@link Figures} runs them at their real size.
 */
@NullMarked
package dev.selfsame.examples.tutorial;

import org.jspecify.annotations.NullMarked;
