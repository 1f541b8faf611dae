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
import java.util.Set;

/**
 * Behind proxies of one's own a request comes from where the proxy says, so that limits for an
 * address count clients and not the proxy. What anybody else says of it is not believed.
 */
final class ForwardedFilter extends HttpFilter {

  private static final String FOR = "X-Forwarded-For";
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
    String client = client(address, Collections.list(request.getHeaders(FOR)));
    chain.doFilter(client.equals(address) ? request : new From(request, client), response);
  }

  /** The nearest address that is not one of the proxies: each adds the one it sees at the end. */
  private String client(String address, List<String> headers) {
    if (!proxies.contains(address)) {
      return address;
    }
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

    From(HttpServletRequest request, String client) {
      super(request);
      this.client = client;
    }

    @Override
    public String getRemoteAddr() {
      return client;
    }
  }
}
