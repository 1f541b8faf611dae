package io.madang.core;

/**
 * Who is on the other end of a connection or a request.
 *
 * @param person whom the others see
 * @param isServer whether it holds the publish key: it may write everywhere, at any rate
 * @param isLasting whether the same user will come again with the next request
 */
public record Speaker(Person person, boolean isServer, boolean isLasting) {}
