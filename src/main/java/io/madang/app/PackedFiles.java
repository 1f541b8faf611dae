package io.madang.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives the scripts and styles of the WAR gzipped to those who take them so.
 *
 * <p>Only files that are the same for everybody: what is packed together with a secret tells of it
 * by its length (BREACH). Each is packed when it is first asked for, and kept; by the names that
 * the WAR itself tells, so they are as many as it has files. Requests for a part, and everything
 * else, go on to the container's own servlet.
 *
 * <p>Threads: any, after {@link #init}.
 */
final class PackedFiles extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final List<String> FOLDERS = List.of("/client/", "/static/");
  private static final Pattern PACKED = Pattern.compile(".+\\.(js|css|svg)");
  private static final Pattern CODING =
      Pattern.compile("\\s*(gzip|x-gzip|\\*)\\s*(?:;\\s*q=([01](?:\\.\\d{0,3})?)\\s*)?");

  private final transient Set<String> files = new HashSet<>();
  private final transient Map<String, PackedFile> packed = new ConcurrentHashMap<>();

  @Override
  public void init() {
    FOLDERS.forEach(this::collect);
  }

  private void collect(String folder) {
    for (String path : getServletContext().getResourcePaths(folder)) {
      if (path.endsWith("/")) {
        collect(path);
      } else if (PACKED.matcher(path).matches()) {
        files.add(path);
      }
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    boolean isRead = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (!isRead || !files.contains(path)) {
      chain.doFilter(request, response);
      return;
    }
    response.addHeader("Vary", "Accept-Encoding");
    if (takesGzip(request.getHeader("Accept-Encoding")) && request.getHeader("Range") == null) {
      String mediaType = getServletContext().getMimeType(path);
      packed.computeIfAbsent(path, this::pack).answer(request, response, mediaType);
    } else {
      chain.doFilter(request, response);
    }
  }

  private PackedFile pack(String path) {
    try (InputStream file = Objects.requireNonNull(getServletContext().getResourceAsStream(path))) {
      return PackedFile.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether {@code Accept-Encoding} names gzip, or else everything, and not with the weight 0. */
  static boolean takesGzip(@Nullable String accepted) {
    boolean takesAll = false;
    for (String item : List.of(Optional.ofNullable(accepted).orElse("").split(",", -1))) {
      Matcher coding = CODING.matcher(item.toLowerCase(Locale.ROOT));
      if (coding.matches()) {
        boolean isTaken = coding.group(2) == null || Double.parseDouble(coding.group(2)) > 0;
        if (!coding.group(1).equals("*")) {
          return isTaken;
        }
        takesAll = isTaken;
      }
    }
    return takesAll;
  }
}
