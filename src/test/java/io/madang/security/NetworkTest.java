package io.madang.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as one address. */
class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "'', ''",
    "not an address, not an address",
    "zz::1, zz::1",
    "2001:db8:1:2:3:4:5:6, 20010db800010002",
    "2001:0DB8:1:2::, 20010db800010002",
    "[2001:db8:1:2::9], 20010db800010002",
    "fe80::1%eth0, fe80000000000000",
    "::1, 0000000000000000",
    "::ffff:192.0.2.7, 192.0.2.7"
  })
  void ofIpv6TheFirst64Bits(String address, String network) {
    assertThat(Network.of(address)).isEqualTo(network);
  }
}
