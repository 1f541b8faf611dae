/**
 * The heart: topics, their logs, and cursors in them.
 *
 * <p>It imports {@code java.*} and {@code jakarta.json} only. Transports and protocols call {@link
 * io.madang.core.Hub}; stores implement {@link io.madang.core.MessageStore}, layers {@link
 * io.madang.core.ChannelLayer}, applications {@link io.madang.core.Consumer}.
 */
@NullMarked
package io.madang.core;

import org.jspecify.annotations.NullMarked;
