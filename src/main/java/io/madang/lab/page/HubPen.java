package io.madang.lab.page;

import io.madang.core.Hub;
import io.madang.core.Topic;
import io.madang.lab.Pen;
import jakarta.json.Json;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Publishes from within the server, where nobody else may. Threads: one. */
record HubPen(Hub hub, Topic topic) implements Pen {

  private static final long PATIENCE_SECONDS = 10;

  @Override
  public void write(String id, String text) throws IOException {
    try {
      hub.publish(Lab.SPEAKER, topic, id, Json.createObjectBuilder().add("text", text).build())
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("a message was not kept", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {}
}
