package io.madang.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.SharedServer;
import io.madang.e2e.kit.Urls;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may have a server measured, how much, and how often. */
@ExtendWith(SharedServer.class)
class LabRulesIT {
  private static final String FORM = "rate=5&readers=1&interval=500&payload=20&seconds=2";
  private static final String[] TYPE = {"Content-Type", "application/x-www-form-urlencoded"};

  private final Api guest;

  LabRulesIT(MadangProcess server) {
    this.guest = server.guest();
  }

  private static Api.Answer post(Api who, String path, String form, String... headers) {
    return who.send(
        "POST",
        path,
        form,
        Stream.concat(Stream.of(TYPE), Stream.of(headers)).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "readers=5, readers=41, readers: expected 1 to 40",
    "readers=5, readers=0, readers: expected 1 to 40",
    "rate=5, rate=11, rate: expected 1 to 10",
    "interval=500, interval=199, interval: expected 200 to 5000",
    "payload=20, payload=2001, payload: expected 1 to 2000",
    "seconds=2, seconds=21, seconds: expected 2 to 20",
    "seconds=2, seconds=1e1, seconds: expected 2 to 20",
    "seconds=2, x=1, seconds: expected 2 to 20"
  })
  void whatIsOutOfBoundsIsRefusedWithTheBound(String field, String wrong, String detail) {
    Api.Answer answer =
        post(guest, "/lab", FORM.replace("readers=1", "readers=5").replace(field, wrong));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
    assertThat(answer.json().getString("detail")).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({
    "/lab, Origin, https://elsewhere.example",
    "/lab, Sec-Fetch-Site, cross-site",
    "/lab/close, Origin, https://elsewhere.example",
    "/lab/close, Sec-Fetch-Site, same-site"
  })
  void aFormOfAnotherSiteIsRefused(String path, String header, String value) {
    assertThat(post(guest, path, FORM, header, value).status()).isEqualTo(403);
  }

  @Test
  void aLongFormIsTooLarge() {
    assertThat(post(guest, "/lab", FORM + "&x=" + "x".repeat(8_192)).status()).isEqualTo(413);
  }

  @Test
  void thereIsOneMeasurementAtATimeAndSoManyAMinute() {
    Api.Answer first = post(guest, "/lab", FORM);
    assertThat(first.status()).as(first.body()).isEqualTo(202);
    List<Integer> next =
        IntStream.range(0, 6).map(i -> post(guest, "/lab", FORM).status()).boxed().toList();
    assertThat(next).startsWith(503, 503).endsWith(429);
    assertThat(post(guest, "/lab", FORM).header("Retry-After")).matches("[0-9]+");
  }

  @Test
  void nobodyButTheServerWritesToItsTopicsAndNobodyIsToldAnothersHandshake() {
    String page = guest.get("/lab").body();
    String topic = page.replaceAll("(?s).*data-topic=\"([^\"]*)\".*", "$1");
    assertThat(topic).startsWith("lab/");
    for (String each : List.of(topic, topic + "/feed")) {
      String messages = Urls.topic(each) + "/messages";
      assertThat(guest.post(messages, "{\"id\":\"1\",\"body\":{}}").status()).isEqualTo(403);
      assertThat(guest.put(Urls.topic(each) + "/state/run", "1").status()).isEqualTo(403);
    }
    assertThat(guest.get("/lab/handshake", "Madang-Client", guest.client()).status())
        .isEqualTo(404);
    assertThat(guest.get("/lab/handshake").status()).isEqualTo(404);
    assertThat(guest.get("/lab/elsewhere").status()).isEqualTo(404);
    assertThat(post(guest, "/lab/elsewhere", "").status()).isEqualTo(404);
  }

  @Test
  void bothPagesCanBeSwitchedOff() {
    try (MadangProcess shy =
        MadangProcess.start("madang.lab.page=false", "madang.server-page=off")) {
      Api here = shy.guest();
      assertThat(here.get("/lab").status()).isEqualTo(404);
      assertThat(here.get("/server").status()).isEqualTo(404);
      assertThat(post(here, "/lab", FORM).status()).isIn(404, 405);
      assertThat(here.get("/topics/lab/x").status()).isEqualTo(404);
      assertThat(here.get("/").body())
          .contains("href=\"/market\"")
          .doesNotContain("href=\"/lab\"", "href=\"/server\"");
    }
  }
}
