/**
 * The command line: each command turns its options into calls of the library and its results into text or JSON.
 *
 * <p>A command is one class. What several share is a mixin: {@code RecipeOptions} (what is learned), {@code
 * MachineOptions} (where it is computed), {@code EncoderOptions} (which encoder), {@code FeatureOptions} (labelled images
 * through one) and {@code OutputOptions} (text or JSON). What goes wrong is thrown and becomes one line in {@code Errors}:
 * a {@code ParameterException} where the command line is wrong in itself (exit status 2), everything else where it failed
 * (1).
 *
 * <p>To add a command, write its class here, name it in {@link dev.selfsame.cli.Main}, and add it to {@code
 * docs/contract.md}. {@code HelpTest} wants a description and a default of every option, and an example.
 */
@NullMarked
package dev.selfsame.cli;

import org.jspecify.annotations.NullMarked;
