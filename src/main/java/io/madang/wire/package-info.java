/**
 * HTTP/1.1 and WebSocket as a client sees them, byte by byte, without sockets.
 *
 * <p>Readers take bytes as they come and tell what they mean; nothing here waits, so the same code
 * serves one blocking socket and a thousand on a selector. All that is kept is bounded, and a
 * server that breaks a rule is told as a {@link io.madang.wire.WireException}. It knows only Java.
 */
@NullMarked
package io.madang.wire;

import org.jspecify.annotations.NullMarked;
