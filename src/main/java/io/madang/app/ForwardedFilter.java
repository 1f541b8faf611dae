package io.madang.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Behind proxies of one's own a request comes from where the proxy says, so that limits for an
 * address count clients and not the proxy, and by the scheme that it says, so that pages are known
 * as those of this site. What anybody else says of it is not believed.
 *
 * <p>A proxy hands the header Host on as it came: {@code X-Forwarded-Host} is not read.
 */
final class ForwardedFilter extends HttpFilter {

  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String HTTPS = "https";
  private static final int LONGEST_ADDRESS = 64;

  private final transient Set<String> proxies;

  /** Believes requests that come from these addresses. */
  ForwardedFilter(Set<String> proxies) {
    this.proxies = proxies;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String address = String.valueOf(request.getRemoteAddr());
    if (!proxies.contains(address)) {
      chain.doFilter(request, response);
      return;
    }
    String client = client(address, Collections.list(request.getHeaders(FOR)));
    String scheme = scheme(request.getScheme(), Collections.list(request.getHeaders(PROTO)));
    chain.doFilter(new From(request, client, scheme), response);
  }

  /** What the proxy says, if it is one thing; of several nobody knows who said them. */
  private static String scheme(String own, List<String> said) {
    String scheme = said.size() == 1 ? said.get(0).strip().toLowerCase(Locale.ROOT) : own;
    return scheme.equals("http") || scheme.equals(HTTPS) ? scheme : own;
  }

  /** The nearest address that is not one of the proxies: each adds the one it sees at the end. */
  private String client(String address, List<String> headers) {
    List<String> way = new ArrayList<>();
    headers.forEach(header -> way.addAll(List.of(header.split(",", -1))));
    Collections.reverse(way);
    return way.stream()
        .map(String::strip)
        .filter(hop -> !hop.isEmpty() && hop.length() <= LONGEST_ADDRESS)
        .filter(hop -> !proxies.contains(hop))
        .findFirst()
        .orElse(address);
  }

  private static final class From extends HttpServletRequestWrapper {

    private final String client;
    private final String scheme;

    From(HttpServletRequest request, String client, String scheme) {
      super(request);
      this.client = client;
      this.scheme = scheme;
    }

    @Override
    public String getScheme() {
      return scheme;
    }

    @Override
    public boolean isSecure() {
      return scheme.equals(HTTPS);
    }

    @Override
    public String getRemoteAddr() {
      return client;
    }
  }
}
