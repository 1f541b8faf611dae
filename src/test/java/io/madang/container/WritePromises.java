package io.madang.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Frames;
import io.madang.e2e.kit.Urls;
import org.junit.jupiter.api.Test;

/** Requests that write. */
interface WritePromises extends Promises {

  @Test
  default void aMessageIsCreatedOnceHoweverOftenItIsPosted() {
    String messages = Urls.topic(Urls.freshTopic("chat/마당")) + "/messages";
    Api guest = guest();
    Api.Answer first = guest.post(messages, Frames.message("1", "안녕"));
    Api.Answer again = guest.post(messages, Frames.message("1", "안녕"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(guest.get(messages).json().getJsonArray("messages")).hasSize(1);
  }

  @Test
  default void aBodyOverTheLimitIsAnswered413() {
    String messages = Urls.topic(Urls.freshTopic("chat")) + "/messages";
    Api.Answer answer = guest().post(messages, Frames.message("1", "x".repeat(70_000)));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().getString("code")).isEqualTo("too_large");
    assertThat(answer.json().getString("detail")).contains("65536");
  }

  @Test
  default void aPageOfAnotherSiteMayNotPost() {
    String messages = Urls.topic(Urls.freshTopic("chat")) + "/messages";
    Api guest = guest();
    Api.Answer refused =
        guest.post(messages, Frames.message("1", "x"), "Origin", "https://elsewhere.example");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().getString("code")).isEqualTo("forbidden");
    assertThat(guest.get(messages).json().getJsonArray("messages")).isEmpty();
    String own = "http://" + base().getAuthority();
    assertThat(guest.post(messages, Frames.message("1", "x"), "Origin", own).status())
        .isEqualTo(201);
  }

  @Test
  default void whoHasThePublishKeySetsAStateUnderAnyKey() {
    String state = Urls.topic(Urls.freshTopic("market/원화")) + "/state";
    String path = state + "/%EA%B0%92%40%26%2B";
    assertThat(guest().put(path, "{\"price\":1}").status()).isEqualTo(403);
    Api.Answer put = guest().put(path, "{\"price\":1}", "Authorization", "Bearer " + PUBLISH_KEY);
    assertThat(put.status()).isEqualTo(200);
    assertThat(guest().get(state).json().getJsonObject("값@&+").get("version"))
        .isEqualTo(put.json().get("version"));
  }
}
