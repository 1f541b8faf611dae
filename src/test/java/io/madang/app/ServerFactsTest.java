package io.madang.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A container's name without its version. */
class ServerFactsTest {

  @ParameterizedTest
  @CsvSource({
    "Apache Tomcat/10.1.34, Apache Tomcat",
    "jetty/12.0.16, jetty",
    "Payara Server  6.2025.1 #badassfish (build 42), Payara Server",
    "WildFly Full 34.0.1.Final (WildFly Core 26.0.1.Final) - 2.3.18.Final, WildFly Full",
    "IBM WebSphere Liberty/24.0.0.12, IBM WebSphere Liberty",
    "Something, Something"
  })
  void theVersionIsLeftOut(String info, String name) {
    assertThat(ServerFacts.nameOf(info)).isEqualTo(name);
  }
}
