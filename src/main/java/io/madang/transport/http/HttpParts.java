package io.madang.transport.http;

import io.madang.access.Rooms;
import io.madang.core.Door;
import io.madang.core.Hub;
import io.madang.core.Protocol;
import io.madang.identity.Tickets;
import io.madang.json.Json;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the servlets work with.
 *
 * @param protocol how events are written
 * @param answers where answers are begun; what runs there does not block
 * @param bodyBytes most bytes in a request's body
 * @param answerBytes about how many bytes of events an answer to a poll holds
 * @param heartbeat how often a stream shows that it is alive
 * @param silence after which a stream that takes nothing is given up
 */
public record HttpParts(
    Hub hub,
    Door door,
    Rooms rooms,
    Tickets tickets,
    Protocol protocol,
    Json json,
    Executor answers,
    ScheduledExecutorService clock,
    int bodyBytes,
    int answerBytes,
    Duration heartbeat,
    Duration silence) {}
