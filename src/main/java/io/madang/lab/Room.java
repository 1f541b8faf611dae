package io.madang.lab;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The topic of one measurement, and what its readers share. Immutable but for the counters. */
record Room(Target target, Load load, String topic, Heads heads, Counters counters, int network) {

  private static final AtomicInteger NETWORKS = new AtomicInteger();

  /** A new one among the chat's, which everybody may write to. */
  static Room open(Target target, Load load) {
    return of(target, load, "chat/lab-" + Long.toString(random(), Character.MAX_RADIX));
  }

  static Room of(Target target, Load load, String topic) {
    return new Room(
        target,
        load,
        topic,
        new Heads(target, load.isBrowser()),
        new Counters(),
        1 + NETWORKS.getAndIncrement() % 250);
  }

  private static long random() {
    return ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41);
  }

  /** Where to listen, as a client of its own. */
  String eventsPath(String place) {
    return target.root() + "events?topic=" + topic + place;
  }

  String messagesPath() {
    return target.root()
        + "topics/"
        + topic
        + "/messages?name=lab&client=lab-publisher-"
        + random();
  }
}
