package io.madang.request;

import io.madang.core.Refusal;
import io.madang.core.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request whose form was read: its fields, after those of the query.
 *
 * <p>Threads: what was read, or why not, is said before the container dispatches it.
 */
final class FormRequest extends HttpServletRequestWrapper {

  private volatile Map<String, String[]> fields = Map.of();
  private volatile @Nullable Refusal refusal;

  FormRequest(HttpServletRequest request) {
    super(request);
  }

  void read(String form) {
    String query = getQueryString();
    fields = new Query(query == null ? form : query + "&" + form).all();
  }

  void refuse(Refusal why) {
    refusal = why;
  }

  /**
   * The fields.
   *
   * @throws RefusedException when the form could not be read
   */
  private Map<String, String[]> fields() {
    if (refusal != null) {
      throw Objects.requireNonNull(refusal).exception();
    }
    return fields;
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = fields().get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    String[] values = fields().get(name);
    return values == null ? null : values.clone();
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return new LinkedHashMap<>(fields());
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(fields().keySet());
  }
}
