package io.madang.e2e.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Publishes by {@code POST}: one request a message, the answer is the ack. */
final class PostLane implements Lane {
  private final Listening what;
  private final AckSink acks;

  PostLane(Listening what, AckSink acks) {
    this.what = what;
    this.acks = acks;
  }

  @Override
  public void send(String topic, String id, String text) throws IOException, InterruptedException {
    URI uri = Urls.at(what.base(), Urls.topic(topic) + "/messages?client=" + what.client());
    HttpRequest post =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Frames.message(id, text)))
            .build();
    HttpResponse<String> answer = Api.HTTP.send(post, BodyHandlers.ofString());
    if (answer.statusCode() != 200 && answer.statusCode() != 201) {
      throw new IOException("publish was answered " + answer.statusCode() + answer.body());
    }
    acks.acked(id, Cursor.of(Frames.object(answer.body())));
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // Each request stands for itself.
  }
}
