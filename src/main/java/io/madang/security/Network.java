package io.madang.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What counts as one address: of IPv6 the first 64 bits, because who has one address there has all
 * that begin alike (RFC 6177).
 */
final class Network {

  private static final int PREFIX_BYTES = 8;

  private Network() {}

  /** The address's network; what is no IPv6 address stays as it is. Nothing is looked up. */
  static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String bare = address.startsWith("[") ? address.replaceAll("[\\[\\]]", "") : address;
    int zone = bare.indexOf('%');
    String plain = zone < 0 ? bare : bare.substring(0, zone);
    try {
      InetAddress parsed = InetAddress.getByName("[" + plain + "]"); // no name has brackets
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES))
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
