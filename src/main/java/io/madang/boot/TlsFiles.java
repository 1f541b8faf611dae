package io.madang.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and its key in PEM files, as authorities hand them out. They are looked at each
 * second: who connects after a change gets the new one, and whoever is connected notices nothing.
 * While the two do not fit together the old ones hold.
 *
 * <p>Threads: made and begun on one; looked at on Jetty's own.
 */
final class TlsFiles {

  private static final System.Logger LOG = System.getLogger(TlsFiles.class.getName());
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  /** Nobody else sees the store, so its password is none. */
  private static final String PASSWORD = "in memory only";

  private final Path certificate;
  private final Path key;
  private List<Object> seen = List.of();

  TlsFiles(Path certificate, Path key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * A connector that speaks TLS 1.2 and 1.3 and nothing else.
   *
   * @throws IOException naming the file, in words for who wrote it
   */
  ServerConnector connector(Server server, HttpConnectionFactory http) throws IOException {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    context.setRenegotiationAllowed(false);
    seen = versions();
    use(context);
    http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector = new ServerConnector(server, context, http);
    connector.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarted(LifeCycle started) {
            look(connector, context);
          }
        });
    return connector;
  }

  private void look(ServerConnector connector, SslContextFactory.Server context) {
    if (!connector.isRunning()) {
      return;
    }
    List<Object> now = versions();
    if (!now.equals(seen)) {
      seen = now;
      reload(context);
    }
    connector.getScheduler().schedule(() -> look(connector, context), 1, TimeUnit.SECONDS);
  }

  private void reload(SslContextFactory.Server context) {
    try {
      KeyStore fresh = keyStore();
      context.reload(same -> same.setKeyStore(fresh));
      LOG.log(System.Logger.Level.INFO, "the certificate was read anew");
    } catch (Exception e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the certificate is not taken, the old one holds on: {0}",
          e.getMessage());
    }
  }

  private void use(SslContextFactory.Server context) throws IOException {
    context.setKeyStore(keyStore());
    context.setKeyStorePassword(PASSWORD);
  }

  private List<Object> versions() {
    return List.of(version(certificate), version(key));
  }

  private static Object version(Path file) {
    try {
      var about = Files.readAttributes(file, BasicFileAttributes.class);
      return about.lastModifiedTime() + " " + about.size() + " " + about.fileKey();
    } catch (IOException e) {
      return "";
    }
  }

  private KeyStore keyStore() throws IOException {
    Certificate[] chain = chain();
    PrivateKey secret = secret();
    try {
      if (!fits(secret, chain[0])) {
        throw new IOException("--tls-key: the key is not that of the certificate");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("madang", secret, PASSWORD.toCharArray(), chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException("--tls-key: the key does not go with the certificate", e);
    }
  }

  private Certificate[] chain() throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      var chain = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!chain.isEmpty()) {
        return chain.toArray(Certificate[]::new);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("--tls-certificate: expected certificates in PEM", e);
    } catch (IOException e) {
      throw new IOException("--tls-certificate: cannot read " + certificate, e);
    }
    throw new IOException("--tls-certificate: expected certificates in PEM");
  }

  private PrivateKey secret() throws IOException {
    String text;
    try {
      text = Files.readString(key);
    } catch (IOException e) {
      throw new IOException("--tls-key: cannot read " + key, e);
    }
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin >= 0 && end > begin) {
      byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      for (String kind : List.of("RSA", "EC", "Ed25519")) {
        PrivateKey secret = secret(kind, encoded);
        if (secret != null) {
          return secret;
        }
      }
    }
    throw new IOException(
        "--tls-key: expected BEGIN PRIVATE KEY, which openssl pkcs8 -topk8 -nocrypt makes");
  }

  private static @Nullable PrivateKey secret(String kind, byte[] encoded) {
    try {
      return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      return null; // it is of another kind
    }
  }

  /** What the key signs the certificate must verify: both files are not written at once. */
  private static boolean fits(PrivateKey key, Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    byte[] text = {1, 2, 3};
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(text);
    return signature.verify(signed);
  }
}
