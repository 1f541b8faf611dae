package io.madang.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import io.madang.browser.kit.Chromium;
import io.madang.browser.kit.Person;
import io.madang.browser.kit.SharedChromium;
import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A room with thousands of messages, and one in which hundreds come each second. */
@ExtendWith({SharedServer.class, SharedChromium.class})
class LongRoomIT {
  private static final int MANY = 5_000;
  private static final int ON_THE_PAGE = 240;
  private static final int PER_SECOND = 200;
  private static final int SECONDS = 5;

  private final MadangProcess server;
  private final Chromium chromium;
  private final String topic = Urls.freshTopic("chat");
  private final Api guest;

  LongRoomIT(MadangProcess server, Chromium chromium) {
    this.server = server;
    this.chromium = chromium;
    this.guest = server.guest();
  }

  @Test
  void oneScrollsThroughFiveThousandMessagesAndFewAreOnThePage() {
    publishMany();
    try (Person mina = chromium.person("Mina")) {
      mina.enters(server.uri(), topic, "").hears(50);
      watchFrames(mina);
      int most = 0;
      long oldest = MANY;
      while (oldest > 1) {
        long before = oldest;
        mina.find("#log").evaluate("log => log.scrollTop = 0");
        mina.sees("what is older than " + before, () -> first(mina) < before || first(mina) == 1);
        oldest = first(mina);
        most = Math.max(most, rows(mina));
      }
      mina.sees("the beginning", () -> mina.find("#beginning").isVisible());
      assertThat(most).isBetween(100, ON_THE_PAGE);
      tell("5,000 messages scrolled through", mina, most);

      mina.find("#latest").click();
      mina.sees("the newest", () -> mina.texts().contains("message " + (MANY - 1)));
      assertThat(rows(mina)).isLessThanOrEqualTo(ON_THE_PAGE);
      assertThat(mina.offsets()).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void aPageAnswersWhileTwoHundredMessagesASecondCome() {
    int all = PER_SECOND * SECONDS;
    try (Person mina = chromium.person("Mina")) {
      mina.enters(server.uri(), topic, "").says("before").hears(1);
      watchFrames(mina);
      ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
      try {
        AtomicInteger next = new AtomicInteger();
        clock.scheduleAtFixedRate(
            () -> {
              if (next.get() < all) {
                publish(next.getAndIncrement());
              }
            },
            0,
            1_000_000 / PER_SECOND,
            TimeUnit.MICROSECONDS);
        int most = 0;
        int typed = 0;
        while (next.get() < all) {
          String text = "typed " + typed++;
          mina.find("#text").fill(text);
          assertThat(mina.find("#text").inputValue()).isEqualTo(text);
          most = Math.max(most, rows(mina));
        }
        mina.sees("the last", () -> last(mina) == all + 1);
        assertThat(typed).isGreaterThan(1);
        assertThat(most).isLessThanOrEqualTo(ON_THE_PAGE);
        assertThat(mina.offsets()).isSorted().doesNotHaveDuplicates().endsWith(all + 1L);
        mina.says("after");
        mina.sees("what was said last", () -> mina.texts().contains("after"));
        tell(PER_SECOND + " messages a second, " + typed + " times typed meanwhile", mina, most);
      } finally {
        clock.shutdownNow();
      }
    }
  }

  private void publishMany() {
    Queue<CompletableFuture<Api.Answer>> onTheirWay = new ArrayDeque<>();
    for (int i = 0; i < MANY; i++) {
      if (onTheirWay.size() >= 32) {
        assertThat(onTheirWay.remove().join().status()).isEqualTo(201);
      }
      onTheirWay.add(publish(i));
    }
    onTheirWay.forEach(answer -> assertThat(answer.join().status()).isEqualTo(201));
  }

  private CompletableFuture<Api.Answer> publish(int number) {
    return guest.postLater(
        Urls.topic(topic) + "/messages",
        Frames.message("many-" + number, "message " + number),
        "Authorization",
        "Bearer " + SharedServer.PUBLISH_KEY);
  }

  private static int rows(Person person) {
    return person.find("#messages > *").count();
  }

  private static long first(Person person) {
    return offset(person, "firstElementChild");
  }

  private static long last(Person person) {
    return offset(person, "lastElementChild");
  }

  private static long offset(Person person, String which) {
    Object offset =
        person
            .find("#messages")
            .evaluate("(list, which) => Number(list[which].dataset.cursor.split('.')[1])", which);
    return ((Number) offset).longValue();
  }

  private static void watchFrames(Person person) {
    person
        .page()
        .evaluate(
            """
            () => {
              let last = performance.now();
              window.longestFrame = 0;
              const frame = (now) => {
                window.longestFrame = Math.max(window.longestFrame, now - last);
                last = now;
                requestAnimationFrame(frame);
              };
              requestAnimationFrame(frame);
            }
            """);
  }

  private static void tell(String what, Person person, int rows) {
    CDPSession devtools = person.context().newCDPSession(person.page());
    devtools.send("Performance.enable");
    devtools.send("HeapProfiler.collectGarbage");
    double heap = 0;
    for (JsonElement metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject one = metric.getAsJsonObject();
      if (one.get("name").getAsString().equals("JSHeapUsedSize")) {
        heap = one.get("value").getAsDouble() / (1 << 20);
      }
    }
    Number longest = (Number) person.page().evaluate("() => window.longestFrame");
    System.out.printf(
        "%s: %d rows at most, JavaScript heap %.1f MiB, longest frame %s%n",
        what, rows, heap, Duration.ofMillis(longest.longValue()));
    assertThat(heap).isLessThan(64);
  }
}
