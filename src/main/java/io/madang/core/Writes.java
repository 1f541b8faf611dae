package io.madang.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is said: checked, kept, and then told to the streams and to the other servers.
 *
 * <p>Threads: any; readers are told on the writers' threads.
 */
final class Writes {

  private final Policies policies;
  private final Gate gate;
  private final Limits limits;
  private final Streams streams;
  private final Deadline deadline;
  private final Writer durable;
  private final Writer inMemory;
  private final LongAdder messages = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder failures = new LongAdder();

  Writes(HubParts parts, Streams streams, Deadline deadline) {
    this.policies = parts.policies();
    this.gate = parts.gate();
    this.limits = parts.limits();
    this.streams = streams;
    this.deadline = deadline;
    this.durable = new Writer(parts.durable(), limits, this::tellReaders, this::doubt);
    this.inMemory = new Writer(parts.inMemory(), limits, this::tellReaders, this::doubt);
  }

  CompletableFuture<Kept.OfMessage> publish(
      Speaker speaker, Topic topic, String id, JsonObject body) {
    Application application = policies.check(Verb.PUBLISH, speaker, topic);
    Names.checkKey("id", id);
    gate.write(speaker, topic, application.policy());
    JsonObject accepted = application.consumer().receive(speaker, topic, body);
    String text = text(accepted, application.policy());
    Draft draft = new Draft.NewMessage(topic, speaker.person(), id, text);
    return writer(application).submit(draft).thenApply(Kept.OfMessage.class::cast);
  }

  void signal(Speaker speaker, Topic topic, JsonObject body) {
    TopicPolicy policy = policies.check(Verb.SIGNAL, speaker, topic).policy();
    gate.write(speaker, topic, policy);
    Signal signal = new Signal(topic, speaker.person(), text(body, policy));
    streams.peek(topic).ifPresent(stream -> stream.accept(signal));
    streams.tellOthers(topic, new Bell.Signalled(signal));
  }

  CompletableFuture<StateValue> setState(
      Speaker speaker, Topic topic, String key, JsonValue value) {
    Application application = policies.check(Verb.STATE, speaker, topic);
    Names.checkKey("key", key);
    gate.write(speaker, topic, application.policy());
    Draft draft = new Draft.NewState(topic, key, text(value, application.policy()));
    return openInTime(topic)
        .thenCompose(
            stream -> {
              if (!stream.hasRoomFor(key, limits.stateKeys())) {
                throw Refusal.badRequest("key: the limit is " + limits.stateKeys() + " keys")
                    .exception();
              }
              return writer(application).submit(draft);
            })
        .thenApply(kept -> ((Kept.OfState) kept).value());
  }

  /** A stream opens when the store is back, however late; who writes does not wait for that. */
  private CompletableFuture<Stream> openInTime(Topic topic) {
    return deadline.on(streams.open(topic).copy());
  }

  /** What is kept and told of a body, where it is not over the namespace's own limit. */
  private static String text(JsonValue body, TopicPolicy policy) {
    String text = JsonText.of(body);
    int most = policy.bounds().bodyBytes();
    if (most > 0 && text.getBytes(StandardCharsets.UTF_8).length > most) {
      throw Refusal.tooLarge("body: the limit in " + policy.namespace() + " is " + most + " bytes")
          .exception();
    }
    return text;
  }

  private Writer writer(Application application) {
    return application.policy().isDurable() ? durable : inMemory;
  }

  /**
   * After the commit, on the writer's thread: the messages enter the streams, and the bells ring.
   */
  private void tellReaders(List<Kept> kept) {
    Map<Topic, List<Message>> news = new LinkedHashMap<>();
    for (Kept one : kept) {
      if (one instanceof Kept.OfMessage m && m.isRepeat()) {
        repeats.increment();
      } else if (one instanceof Kept.OfMessage m) {
        messages.increment();
        news.computeIfAbsent(m.message().topic(), t -> new ArrayList<>()).add(m.message());
      } else if (one instanceof Kept.OfState s) {
        StateValue value = s.value();
        streams.accept(value);
        streams.tellOthers(value.topic(), new Bell.Changed(value));
      }
    }
    news.forEach(
        (topic, messages) -> {
          streams.accept(topic, messages);
          streams.tellOthers(topic, new Bell.Grown(List.copyOf(messages)));
        });
  }

  /** Nobody knows whether the last write to this topic happened: the store will tell. */
  private void doubt(Topic topic) {
    failures.increment();
    streams.peek(topic).ifPresent(streams::refresh);
  }

  /** Refuses what waited too long to be kept. */
  void expire() {
    durable.expire(limits.publishTimeout());
    inMemory.expire(limits.publishTimeout());
  }

  int waiting() {
    return durable.waiting() + inMemory.waiting();
  }

  long messages() {
    return messages.sum();
  }

  long repeats() {
    return repeats.sum();
  }

  long failures() {
    return failures.sum();
  }

  /** Commits what waits and stops. */
  void close() {
    inMemory.end();
    durable.close();
    inMemory.close();
  }
}
