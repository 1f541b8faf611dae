package io.madang.transport.websocket;

import io.madang.core.Door;
import io.madang.core.Hub;
import io.madang.core.Protocol;
import io.madang.core.Rate;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What the endpoint works with.
 *
 * @param protocols the subprotocols; the first is spoken where a client asks for none
 * @param patient runs what may block on a client: pings, and closing
 * @param frames how many a user may send, by all its connections
 * @param frameBytes most bytes of UTF-8 in a message
 */
public record SocketParts(
    Hub hub,
    Door door,
    List<Protocol> protocols,
    Heartbeats heartbeats,
    Executor patient,
    Rate frames,
    int frameBytes) {}
