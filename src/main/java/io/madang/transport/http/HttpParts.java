package io.madang.transport.http;

import io.madang.access.Rooms;
import io.madang.core.Door;
import io.madang.core.Hub;
import io.madang.core.Protocol;
import io.madang.identity.Tickets;
import io.madang.json.Json;
import io.madang.request.Body;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * What the servlets work with.
 *
 * @param protocol how events are written
 * @param answers where answers are begun; what runs there does not block
 * @param bodies what holds for the bodies of requests
 * @param largeAnswers places for large answers on their way, by the address that they go to
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
    Body.Rules bodies,
    Function<String, Door.Place> largeAnswers,
    int answerBytes,
    Duration heartbeat,
    Duration silence) {}
