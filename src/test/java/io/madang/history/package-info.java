/**
 * What the clients of a test saw, as JSON lines: {@link io.madang.history.History} is the file,
 * {@link io.madang.history.Witness} the pen of one client. {@code io.madang.checker} judges it.
 */
@NullMarked
package io.madang.history;

import org.jspecify.annotations.NullMarked;
