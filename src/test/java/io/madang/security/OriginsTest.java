package io.madang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.madang.core.RefusedException;
import io.madang.core.Site;
import io.madang.core.Visitor;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of which sites may connect; {@code OriginTable} asks a whole server. */
class OriginsTest {

  private final Origins origins = new Origins(Set.of(new Site("https", "friend.example", 443)));

  private static Visitor.Sent sent(
      @Nullable String origin, @Nullable String fetchSite, @Nullable String scheme) {
    return new Visitor.Sent(origin, fetchSite, scheme, "a.example");
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example, http",
    "https://a.example, https",
    "https://a.example:443, https",
    "HTTP://A.Example:80, http",
    "https://friend.example, http",
    "https://Friend.Example:443, "
  })
  void theseMay(String origin, @Nullable String scheme) {
    origins.check(sent(origin, "cross-site", scheme));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example, https",
    "http://a.example, ",
    "http://b.example, http",
    "http://a.example.evil.example, http",
    "http://a.example:8080, http",
    "http://a.example/, http",
    "http://friend.example, http",
    "'http://a.example,http://a.example', http",
    "null, http",
    "null, null",
    "'', http",
    "%%%, http"
  })
  void theseMayNot(String origin, @Nullable String scheme) {
    assertThatThrownBy(() -> origins.check(sent(origin, "same-origin", scheme)))
        .isInstanceOf(RefusedException.class)
        .hasMessage("Origin: pages of this site may not do this here");
  }

  @Test
  void whoForgotToNameTheProxyIsTold() {
    assertThatThrownBy(() -> origins.check(sent("https://a.example", null, "http")))
        .hasMessageContaining("madang.proxies");
  }

  @ParameterizedTest
  @CsvSource({"cross-site", "same-site", "Same-Origin", "''"})
  void withoutAnOriginTheBrowsersWordOnTheSiteCounts(String site) {
    assertThatThrownBy(() -> origins.check(sent(null, site, "http")))
        .hasMessage("Sec-Fetch-Site: pages of other sites may not do this here");
  }

  @Test
  void programsSendNeither() {
    origins.check(sent(null, null, "http"));
    origins.check(sent(null, "none", "http"));
    origins.check(sent(null, "same-origin", "http"));
    origins.check(Visitor.Sent.BY_PROGRAM);
  }

  @Test
  void aSiteIsWrittenAsBrowsersWriteIt() {
    assertThat(Site.parse("HTTPS://Shop.Example:443").map(Site::toString))
        .hasValue("https://shop.example");
    assertThat(Site.parse("http://[::1]:8080").map(Site::toString)).hasValue("http://[::1]:8080");
    assertThat(Site.parse("https://a.example:65536")).isEmpty();
    assertThat(Site.parse("https://\u212aelvin.example")).isEmpty();
  }
}
