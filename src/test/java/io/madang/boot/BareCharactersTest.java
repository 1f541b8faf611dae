package io.madang.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.eclipse.jetty.http.HttpURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers leave bare in an address becomes a URI that says the same. */
class BareCharactersTest {

  @Test
  void whatIsPlainStays() {
    assertThat(BareCharacters.escape((String) null)).isNull();
    assertThat(BareCharacters.escape("topic=chat/a@k3.7&name=%EB%A7%88+b"))
        .endsWith("name=%EB%A7%88+b");
    assertThat(BareCharacters.escape("name=마당")).isEqualTo("name=마당");
  }

  @Test
  void whatBrowsersDoNotEscapeIsEscaped() {
    assertThat(BareCharacters.escape("name=a|b")).isEqualTo("name=a%7Cb");
    assertThat(BareCharacters.escape("`{}^\\[]\"<>")).isEqualTo("%60%7B%7D%5E%5C%5B%5D%22%3C%3E");
  }

  @ParameterizedTest
  @CsvSource({
    "/events?topic=a|b, /events?topic=a%7Cb",
    "/events;a=|?topic=x, /events;a=%7C?topic=x",
    "/events?topic=x#a|b, /events?topic=x",
    "/events?topic=#, /events?topic=",
    "/events;a=b?topic=x, /events;a=b?topic=x",
  })
  void anAddressBecomesAUri(String asked, String meant) {
    HttpURI uri = BareCharacters.escape(HttpURI.from(asked));
    assertThat(uri.asString()).isEqualTo(meant);
    assertThat(uri.toURI().toString()).isEqualTo(meant);
  }

  @Test
  void anAddressWithNothingBareIsTheSameOne() {
    HttpURI asked = HttpURI.from("/events;a=b?topic=x%7C");
    assertThat(BareCharacters.escape(asked)).isSameAs(asked);
  }

  @Property(tries = 500)
  void itIsAUriThatSaysTheSame(@ForAll @CharRange(from = '!', to = '~') String text) {
    String query = text.replace("%", "%25").replace("+", "%2B");
    String escaped = Objects.requireNonNull(BareCharacters.escape(query));
    assertThat(URI.create("http://h/events?" + escaped).getRawQuery()).isEqualTo(escaped);
    assertThat(URLDecoder.decode(escaped, StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
