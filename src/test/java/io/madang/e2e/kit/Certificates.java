package io.madang.e2e.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Self-signed certificates made on the spot, and clients that take any. */
public final class Certificates {
  public static final String PASSWORD = "changeit";

  /** ECDHE and RSA suites that TLS 1.1 and 1.2 have, P-256, and what may sign it. */
  private static final String SUITES_AND_EXTENSIONS =
      "00"
          + "000cc02bc02fc009c013002f003c"
          + "0100"
          + "0022000a000400020017000b00020100000d0010000e0403080404010503080505010806";

  private static final int HANDSHAKE = 22;

  private Certificates() {}

  /** A new key with a certificate for 127.0.0.1, in a PKCS #12 file. */
  public static void store(Path file, String name) {
    try {
      Path fresh = Files.createTempDirectory("madang-tls-").resolve("store.p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "madang",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-validity",
                  "365",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "SAN=dns:localhost,ip:127.0.0.1",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  fresh.toString(),
                  "-storepass",
                  PASSWORD)
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The same as two PEM files. */
  public static void pem(Path certificate, Path key, String name) {
    try {
      Path file = Files.createTempFile("madang-tls-", ".p12");
      store(file, name);
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD.toCharArray());
      }
      byte[] secret = store.getKey("madang", PASSWORD.toCharArray()).getEncoded();
      Files.writeString(
          certificate, block("CERTIFICATE", store.getCertificate("madang").getEncoded()));
      Files.writeString(key, block("PRIVATE KEY", secret));
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String block(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  /** TLS for a client that takes any certificate. */
  public static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Credulous()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whose certificate a server shows to a new connection. */
  public static String shown(URI server) {
    try (SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket(server.getHost(), server.getPort())) {
      socket.startHandshake();
      X509Certificate seen = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return seen.getSubjectX500Principal().getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a server begins a handshake with a client that speaks no newer version. By hand, as
   * Java's own client would refuse before the server does.
   *
   * @param version 2 for TLS 1.1, 3 for TLS 1.2
   */
  public static boolean isSpoken(URI server, int version) {
    byte[] rest = HexFormat.of().parseHex(SUITES_AND_EXTENSIONS);
    int length = 2 + 32 + rest.length;
    ByteBuffer hello = ByteBuffer.allocate(9 + length);
    hello.put((byte) HANDSHAKE).put((byte) 3).put((byte) 1).putShort((short) (4 + length));
    hello.put((byte) 1).put((byte) 0).putShort((short) length);
    hello.put((byte) 3).put((byte) version).put(new byte[32]).put(rest);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(hello.array());
      return socket.getInputStream().read() == HANDSHAKE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Credulous extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
