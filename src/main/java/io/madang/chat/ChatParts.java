package io.madang.chat;

import io.madang.core.Door;
import io.madang.core.Hub;
import io.madang.json.Json;

/**
 * What the chat's pages work with.
 *
 * @param maxBodyBytes of a message's JSON
 */
public record ChatParts(Hub hub, Door door, Json json, int maxBodyBytes) {}
