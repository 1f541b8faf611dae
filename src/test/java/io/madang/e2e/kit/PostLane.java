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
  private final Answers answers;

  PostLane(Listening what, Answers answers) {
    this.what = what;
    this.answers = answers;
  }

  @Override
  public void send(String topic, String id, String text) throws IOException, InterruptedException {
    URI uri = Urls.at(what.base(), Urls.topic(topic) + "/messages?" + what.somebody());
    HttpRequest post =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Frames.message(id, text)))
            .build();
    HttpResponse<String> answer = Api.HTTP.send(post, BodyHandlers.ofString());
    if (answer.statusCode() != 200 && answer.statusCode() != 201) {
      answers.failed(id, code(answer));
      throw new IOException("publish was answered " + answer.statusCode() + answer.body());
    }
    answers.acked(id, Frames.object(answer.body()).getString("cursor"));
  }

  /** Who answers something else than a problem of ours is not the server. */
  private static String code(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem")
        ? Frames.object(answer.body()).getString("code")
        : "status " + answer.statusCode();
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
