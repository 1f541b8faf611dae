package io.madang.core;

import org.jspecify.annotations.Nullable;

/**
 * What a request says of who sent it; nothing of it is checked yet.
 *
 * @param name what to show to others
 * @param client the guest's secret, which is never logged
 * @param authorization the header of that name
 * @param origin the header of that name: the site whose page sent it
 * @param host the header of that name: the site it was sent to
 * @param address the network address it came from, empty when the container does not tell
 */
public record Visitor(
    @Nullable String name,
    @Nullable String client,
    @Nullable String authorization,
    @Nullable String origin,
    @Nullable String host,
    String address) {}
