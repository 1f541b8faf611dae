package io.madang.history;

import static io.madang.history.History.line;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;

/**
 * One client's pen: it writes down what the client saw and did, when it happens.
 *
 * <p>A publish is written before it is sent, everything else after it was seen. Cursors are the
 * text that the server sent. Threads: any.
 */
public final class Witness {

  private final History history;
  private final String who;

  Witness(History history, String who) {
    this.history = history;
    this.who = who;
  }

  /** Whose pen it is. */
  public String who() {
    return who;
  }

  void write(String did, JsonObjectBuilder rest) {
    history.write(who, did, rest);
  }

  /** It has a connection, or an answer, of this server. */
  public void connected(Object server) {
    write("connected", line("server", server.toString()));
  }

  /** It has none any more. */
  public void disconnected(String why) {
    write("disconnected", line("why", why));
  }

  /** Its reading of a topic begins after this cursor. */
  public void started(String topic, String cursor) {
    write("started", line("topic", topic).add("cursor", cursor));
  }

  /** It was told a message. */
  public void told(String topic, String cursor, String id, String sender, String body) {
    write("told", message(topic, cursor, id, sender, body));
  }

  /** It looked into the log afterwards, from its beginning on, and this is the next message. */
  public void found(String topic, String cursor, String id, String sender, String body) {
    write("found", message(topic, cursor, id, sender, body));
  }

  private static JsonObjectBuilder message(
      String topic, String cursor, String id, String sender, String body) {
    return line("topic", topic)
        .add("cursor", cursor)
        .add("id", id)
        .add("sender", sender)
        .add("body", body);
  }

  /** It was told that what lay before this cursor is lost to it. */
  public void gap(String topic, String cursor, String why) {
    write("gap", line("topic", topic).add("cursor", cursor).add("why", why));
  }

  /** It reads this topic no more, and need not come to its end. */
  public void stopped(String topic) {
    write("stopped", line("topic", topic));
  }

  /** It is about to publish. */
  public void publishes(String topic, String id, String body) {
    write("publish", line("topic", topic).add("id", id).add("sender", who).add("body", body));
  }

  /** Its message is on disk at this cursor. */
  public void acked(String topic, String id, String cursor) {
    write("acked", line("topic", topic).add("id", id).add("sender", who).add("cursor", cursor));
  }

  /** Its publish was refused for good: that attempt kept nothing. */
  public void refused(String topic, String id, String why) {
    write("refused", line("topic", topic).add("id", id).add("sender", who).add("why", why));
  }

  /** Nobody knows what became of its publish. */
  public void unknown(String topic, String id, String why) {
    write("unknown", line("topic", topic).add("id", id).add("sender", who).add("why", why));
  }

  /** It is in the topic now, as a person of its name whom others can see. */
  public void entered(String topic) {
    write("entered", line("topic", topic));
  }

  /** It is not any more. */
  public void left(String topic) {
    write("left", line("topic", topic));
  }

  /** It was told the whole roster. */
  public void online(String topic, Collection<String> people) {
    write("roster", line("topic", topic).add("online", names(people)));
  }

  /** It was told what changed in the roster. */
  public void changed(String topic, Collection<String> join, Collection<String> leave) {
    write("roster", line("topic", topic).add("join", names(join)).add("leave", names(leave)));
  }

  private static JsonArray names(Collection<String> people) {
    return Json.createArrayBuilder(people).build();
  }
}
