package io.madang.checker;

/** What makes a message one and the same, however often it is sent: topic, sender and id. */
record Said(String topic, String sender, String id) {

  @Override
  public String toString() {
    return id + " of " + sender + " in " + topic;
  }
}
