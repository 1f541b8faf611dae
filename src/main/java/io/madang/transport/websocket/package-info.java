/**
 * {@code /events} as a WebSocket, by the standard API alone.
 *
 * <p>It moves text frames; a {@link io.madang.core.Protocol} says what they mean. An annotated
 * endpoint takes parts of messages and counts them as they come, so that nobody can fill the memory
 * with one message.
 */
@NullMarked
package io.madang.transport.websocket;

import org.jspecify.annotations.NullMarked;
