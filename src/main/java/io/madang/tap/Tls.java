package io.madang.tap;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS over a connected socket. */
final class Tls {

  private Tls() {}

  static Socket over(Socket plain, Place place, TapOptions options, Recorder recorder)
      throws IOException {
    try {
      SSLSocket socket =
          (SSLSocket)
              factory(options.isInsecure()).createSocket(plain, place.host(), place.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm(options.isInsecure() ? "" : "HTTPS");
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      show(socket.getSession(), options, recorder);
      return socket;
    } catch (IOException | GeneralSecurityException e) {
      plain.close();
      throw new EndedException(Ending.Kind.NO_CONNECTION, "no TLS: " + e.getMessage());
    }
  }

  private static void show(SSLSession session, TapOptions options, Recorder recorder)
      throws IOException {
    String subject =
        session.getPeerCertificates()[0] instanceof X509Certificate certificate
            ? certificate.getSubjectX500Principal().getName()
            : "unknown";
    recorder.show(
        Step.of(
                "tls",
                session.getProtocol()
                    + ", "
                    + session.getCipherSuite()
                    + ", certificate of "
                    + subject
                    + (options.isInsecure() ? ", NOT verified (--insecure)" : ", verified"))
            .with("protocol", session.getProtocol())
            .with("cipher", session.getCipherSuite())
            .with("certificate", subject)
            .with("verified", !options.isInsecure()));
  }

  private static SSLSocketFactory factory(boolean isInsecure) throws GeneralSecurityException {
    if (!isInsecure) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
    return context.getSocketFactory();
  }

  /** Trusts every certificate: only where the person at the command line said so. */
  private static final class Anyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
