package io.madang.transport.http;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A container's interface, whose calls are told by their names. */
interface Told {
  @Nullable Object call(String name, Object[] arguments);

  static <T> T proxy(Class<T> type, Told told) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> told.call(method.getName(), arguments)));
  }
}
