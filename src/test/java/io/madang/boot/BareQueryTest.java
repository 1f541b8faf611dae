package io.madang.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

/** What browsers leave bare in a query becomes a URI that says the same. */
class BareQueryTest {

  @Test
  void whatIsPlainStays() {
    assertThat(BareQuery.escape(null)).isNull();
    assertThat(BareQuery.escape("topic=chat/a@k3.7&name=%EB%A7%88+b")).endsWith("name=%EB%A7%88+b");
    assertThat(BareQuery.escape("name=마당")).isEqualTo("name=마당");
  }

  @Test
  void whatBrowsersDoNotEscapeIsEscaped() {
    assertThat(BareQuery.escape("name=a|b")).isEqualTo("name=a%7Cb");
    assertThat(BareQuery.escape("`{}^\\[]\"<>")).isEqualTo("%60%7B%7D%5E%5C%5B%5D%22%3C%3E");
  }

  @Property(tries = 500)
  void itIsAUriThatSaysTheSame(@ForAll @CharRange(from = '!', to = '~') String text) {
    String query = text.replace("%", "%25").replace("+", "%2B");
    String escaped = Objects.requireNonNull(BareQuery.escape(query));
    assertThat(URI.create("http://h/events?" + escaped).getRawQuery()).isEqualTo(escaped);
    assertThat(URLDecoder.decode(escaped, StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
