/**
 * {@code java -jar madang.war tap}: a client on a bare socket that shows each step and each byte.
 *
 * <p>It speaks to any WebSocket server. It stands on {@code wire} and on the JSON quotes of {@code
 * json}, and is loaded when the command line asks for it, never with the server.
 */
@NullMarked
package io.madang.tap;

import org.jspecify.annotations.NullMarked;
