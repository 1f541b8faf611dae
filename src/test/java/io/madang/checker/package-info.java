/**
 * Judges the history of a test, from its file alone.
 *
 * <p>It shares no code with the server, nor with the clients that wrote: {@link
 * io.madang.checker.Checker} reads JSON lines and says what they have that the protocol forbids.
 * {@code src/docs/testing.md} says what the lines are.
 */
@NullMarked
package io.madang.checker;

import org.jspecify.annotations.NullMarked;
