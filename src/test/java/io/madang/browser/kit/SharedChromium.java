package io.madang.browser.kit;

import io.madang.e2e.kit.Shared;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes one Chromium, started with the first and ended with the JVM. */
public final class SharedChromium implements ParameterResolver {
  private static final Shared<Chromium> CHROMIUM = new Shared<>(Chromium::new);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Chromium resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return CHROMIUM.get();
  }
}
