package io.madang.e2e.kit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes one server process, started with the first and ended with the JVM.
 *
 * <p>Tests do not meet in it: each uses topics and clients of its own.
 */
public final class SharedServer implements ParameterResolver {
  /** Who knows it may write where only the source of the prices may. */
  public static final String PUBLISH_KEY = "a-key-of-the-end-to-end-tests";

  private static final Shared<MadangProcess> SERVER =
      new Shared<>(() -> MadangProcess.start("madang.publish-key=" + PUBLISH_KEY));

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MadangProcess.class;
  }

  @Override
  public MadangProcess resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return SERVER.get();
  }
}
