/**
 * What the tests of every module share: {@link dev.selfsame.testing.External} marks a test that needs the real images,
 * {@link dev.selfsame.testing.Shared} says where they are, {@link dev.selfsame.testing.ChildJvm} runs a program in a
 * process of its own, {@link dev.selfsame.testing.HeldJvm} holds one at a method and {@link dev.selfsame.testing.Sigkill}
 * kills one, {@link dev.selfsame.testing.Fuzzing} says how long broken files are tried, {@link
 * dev.selfsame.testing.Browser} marks a test that looks at pages with a {@link dev.selfsame.testing.HeadlessChromium},
 * {@link dev.selfsame.testing.Pgvector} one that needs a PostgreSQL with the extension pgvector.
 */
@NullMarked
package dev.selfsame.testing;

import org.jspecify.annotations.NullMarked;
