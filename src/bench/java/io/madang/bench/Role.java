package io.madang.bench;

/**
 * What a connection is for.
 *
 * @param listens the topic it listens to, or "" for none
 * @param says the topic it publishes to, or "" for none
 * @param key what to show as bearer token, or ""
 * @param run names the run, so that no id of a publish is used twice
 */
record Role(String listens, String says, String key, String run) {

  static Role reader(String topic) {
    return new Role(topic, "", "", "");
  }
}
