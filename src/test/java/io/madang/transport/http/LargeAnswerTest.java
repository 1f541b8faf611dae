package io.madang.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.madang.core.Threads;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LargeAnswerTest {

  private final Threads threads = new Threads(1, 1);
  private final ScheduledThreadPoolExecutor clock = (ScheduledThreadPoolExecutor) threads.clock();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final NeverReady output = new NeverReady();
  private final AsyncRequest request =
      AsyncRequest.begin(Told.proxy(HttpServletRequest.class, (call, with) -> called(call)));

  @AfterEach
  void end() {
    threads.close();
  }

  @Test
  void nothingHoldsItWhenItsRequestIsOver() throws IOException {
    write(Duration.ofMinutes(1));
    assertThat(clock.getQueue()).hasSize(1);
    request.end();
    assertThat(clock.getQueue()).isEmpty();
  }

  @Test
  void nothingHoldsItWhenItsRequestWasOverBefore() throws IOException {
    ResponseWriter writer = new ResponseWriter(request, fault -> {});
    request.end();
    answer(Duration.ofMinutes(1)).write(writer, fault -> failures.add(fault.getMessage()));
    assertThat(clock.getQueue()).isEmpty();
  }

  @Test
  void whoTakesNothingIsGivenUp() throws IOException {
    write(Duration.ofMillis(1));
    await().until(() -> failures.contains("the client takes too little"));
    assertThat(clock.getQueue()).isEmpty();
  }

  private void write(Duration silence) throws IOException {
    ResponseWriter writer = new ResponseWriter(request, fault -> {});
    writer.start();
    answer(silence).write(writer, fault -> failures.add(String.valueOf(fault.getMessage())));
  }

  private LargeAnswer answer(Duration silence) {
    return new LargeAnswer(request, new byte[LargeAnswer.BYTES + 1], clock, silence);
  }

  private @Nullable Object called(String name) {
    return switch (name) {
      case "startAsync" -> Told.proxy(AsyncContext.class, (call, with) -> called(call));
      case "getServletContext" -> Told.proxy(ServletContext.class, (call, with) -> called(call));
      case "getServerInfo" -> "Jetty";
      case "getResponse" -> Told.proxy(HttpServletResponse.class, (call, with) -> called(call));
      case "getOutputStream" -> output;
      default -> null;
    };
  }

  /** What a client that does not read looks like. */
  private static final class NeverReady extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public void setWriteListener(WriteListener listener) {}

    @Override
    public void write(int one) {}
  }
}
