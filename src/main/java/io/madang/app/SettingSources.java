package io.madang.app;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.naming.Binding;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Where settings come from: system properties (and with them {@code --set}), the environment, JNDI
 * env-entries, context-params; the first that has a setting decides.
 */
final class SettingSources {

  private static final String PREFIX = "madang.";
  private static final String ENVIRONMENT_PREFIX = "MADANG_";

  private SettingSources() {}

  /**
   * What was set.
   *
   * @throws SettingsException for a name that is not known
   */
  static SettingValues read(ServletContext context) {
    return merge(contextParams(context), jndi(), environment(System.getenv()), properties());
  }

  /** The values of the sources, the last of which goes before the others. */
  @SafeVarargs
  static SettingValues merge(Map<String, String>... sources) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map<String, String> source : sources) {
      for (String name : source.keySet()) {
        if (KnownSettings.all().stream().noneMatch(known -> known.name().equals(name))) {
          throw new SettingsException(name + ": there is no such setting");
        }
      }
      values.putAll(source);
    }
    return new SettingValues(values);
  }

  private static Map<String, String> properties() {
    Map<String, String> found = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        found.put(name, System.getProperty(name, ""));
      }
    }
    return found;
  }

  static Map<String, String> environment(Map<String, String> environment) {
    Map<String, String> found = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            found.put(settingName(name), value);
          }
        });
    return found;
  }

  private static String settingName(String environmentName) {
    return KnownSettings.all().stream()
        .filter(known -> known.environmentName().equals(environmentName))
        .map(Setting::name)
        .findFirst()
        .orElse(environmentName);
  }

  @SuppressWarnings("BanJNDI") // the names are ours, never a client's
  private static Map<String, String> jndi() {
    Map<String, String> found = new HashMap<>();
    try {
      var bindings = new InitialContext().listBindings("java:comp/env");
      while (bindings.hasMore()) {
        Binding binding = bindings.next();
        if (binding.getName().startsWith(PREFIX) && binding.getObject() != null) {
          found.put(binding.getName(), binding.getObject().toString());
        }
      }
    } catch (NamingException e) {
      return found; // a container without env-entries
    }
    return found;
  }

  private static Map<String, String> contextParams(ServletContext context) {
    Map<String, String> found = new HashMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      if (name.startsWith(PREFIX)) {
        found.put(name, String.valueOf(context.getInitParameter(name)));
      }
    }
    return found;
  }
}
