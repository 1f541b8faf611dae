package io.madang.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AsyncRequestTest {

  private final List<String> said = new CopyOnWriteArrayList<>();
  private boolean hasEnded;
  private String server = "Jetty";
  private volatile boolean hasReturned;
  private final AsyncContext container =
      proxy(
          AsyncContext.class,
          call -> {
            if ((call.equals("complete") && hasEnded)
                || (call.equals("setTimeout") && hasReturned)) {
              throw new IllegalStateException(call);
            }
            said.add(call);
          });
  private final AsyncRequest request = begin();

  private AsyncRequest begin() {
    return AsyncRequest.begin(proxy(HttpServletRequest.class, call -> {}));
  }

  @Test
  void itIsEndedOnce() {
    request.whenOver(() -> said.add("over"));
    request.end();
    request.end();
    assertThat(said).containsExactly("setTimeout", "addListener", "complete", "over");
  }

  @Test
  void afterTheEndNothingIsTouched() {
    request.end();
    assertThat(request.enter()).isFalse();
    request.respond(response -> said.add("touched"));
    assertThat(said).doesNotContain("touched");
    assertThat(request.address()).isEmpty();
  }

  @Test
  void whatComesAfterTheEndIsDoneAtOnce() {
    request.end();
    request.whenOver(() -> said.add("over"));
    assertThat(said).endsWith("over");
  }

  @Test
  void whatIsOverIsNotWrittenTo() {
    request.end();
    assertThatThrownBy(() -> new ResponseWriter(request, fault -> {}))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void whoEndsItWaitsUntilNobodyIsInside() {
    assertThat(request.enter()).isTrue();
    CompletableFuture<Void> end = CompletableFuture.runAsync(request::end);
    await().until(request::hasWaiting);
    assertThat(said).doesNotContain("complete");
    request.leave();
    end.join();
    assertThat(said).endsWith("complete");
  }

  @Test
  void theContainerWaitsToo() {
    request.whenOver(() -> said.add("over"));
    assertThat(request.enter()).isTrue();
    CompletableFuture<Void> error =
        CompletableFuture.runAsync(() -> request.onError(new AsyncEvent(container)));
    await().until(request::hasWaiting);
    assertThat(said).doesNotContain("over");
    request.leave();
    error.join();
    assertThat(said).endsWith("over");
    assertThat(request.enter()).isFalse();
  }

  @Test
  void theContainerDoesNotWaitForever() {
    assertThat(request.enter()).isTrue();
    CompletableFuture.runAsync(() -> request.onError(new AsyncEvent(container))).join();
    request.leave();
    assertThat(request.enter()).isFalse();
  }

  @Test
  void thatTheContainerHadEndedItIsNoFault() {
    hasEnded = true;
    request.end();
    assertThat(request.enter()).isFalse();
  }

  @Test
  void nothingWaitsForTheServlet() {
    request.afterServlet(() -> said.add("written"));
    assertThat(said).endsWith("written");
  }

  @Test
  void inPayaraWritesWaitForTheServlet() {
    server = "Payara Server";
    AsyncRequest there = begin();
    there.afterServlet(() -> said.add("written"));
    await().until(() -> said.stream().filter("setTimeout"::equals).count() > 5);
    assertThat(said).doesNotContain("written");
    hasReturned = true;
    await().until(() -> said.contains("written"));
  }

  private <T> T proxy(Class<T> type, Consumer<String> called) {
    return Told.proxy(
        type,
        (name, arguments) -> {
          called.accept(name);
          return switch (name) {
            case "startAsync" -> container;
            case "start" -> CompletableFuture.runAsync((Runnable) arguments[0]);
            case "getServletContext" -> proxy(ServletContext.class, call -> {});
            case "getServerInfo" -> server;
            default -> null;
          };
        });
  }
}
