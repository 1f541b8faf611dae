package io.madang.transport.websocket;

import io.madang.core.Encoding;
import io.madang.core.Event;
import java.util.List;

/** Events on their way into one text message, and how they are written. */
record Outgoing(List<Event> events, Encoding<String> frames) {}
