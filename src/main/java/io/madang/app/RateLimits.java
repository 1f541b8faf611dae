package io.madang.app;

import io.madang.core.Gate;
import io.madang.security.AddressRates;
import io.madang.security.HubGate;
import io.madang.security.TokenBuckets;
import io.madang.security.TokenBuckets.Quota;

/**
 * Everything that is counted, as the settings say.
 *
 * @param gate of the hub
 * @param addresses of the door
 * @param frames that a user's WebSockets send
 * @param pings of the protocol, which one connection sends
 * @param uploads of users
 */
record RateLimits(
    Gate gate,
    AddressRates addresses,
    TokenBuckets frames,
    TokenBuckets pings,
    TokenBuckets uploads) {

  private static final int FRAMES_AT_ONCE = 5;
  private static final int REQUESTS_AT_ONCE = 2;

  static RateLimits of(Settings settings) {
    Settings.Clients clients = settings.clients();
    Settings.Rates rates = settings.rates();
    Quota frames = Quota.perSecond(rates.frames(), FRAMES_AT_ONCE * rates.frames());
    Quota pings = Quota.perSecond(rates.pings(), FRAMES_AT_ONCE * rates.pings());
    int topics = settings.limits().topicsPerConnection();
    return new RateLimits(
        new HubGate(
            Quota.perSecond(clients.publishesPerSecond(), clients.publishBurst()),
            Quota.perSecond(rates.topicPublishes(), rates.topicPublishes()),
            Quota.perSecond(rates.subscribes(), topics + rates.subscribes())),
        new AddressRates(
            Quota.perSecond(rates.requests(), REQUESTS_AT_ONCE * rates.requests()),
            Quota.perSecond(rates.connects(), rates.connectBurst()),
            Quota.perMinute(rates.failedProofs()),
            rates.floodConnects()),
        new TokenBuckets("frames", "user", frames),
        TokenBuckets.ofConnections("pings", pings),
        new TokenBuckets("uploads", "user", Quota.perMinute(settings.files().uploadsPerMinute())));
  }
}
