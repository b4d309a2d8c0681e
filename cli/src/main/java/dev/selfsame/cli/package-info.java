/**
 * The command line: each command turns its options into calls of the library and its results into text or JSON.
 *
 * <p>To add a command, write one class here and name it in {@link dev.selfsame.cli.Main}.
 */
@NullMarked
package dev.selfsame.cli;

import org.jspecify.annotations.NullMarked;
