package io.madang.market;

import io.madang.core.Door;
import io.madang.core.Hub;
import io.madang.json.Json;
import java.util.List;

/**
 * What the market's page works with.
 *
 * @param featured the symbols to show first
 * @param maxSymbols that one page may watch
 */
public record MarketParts(Hub hub, Door door, Json json, List<String> featured, int maxSymbols) {}
