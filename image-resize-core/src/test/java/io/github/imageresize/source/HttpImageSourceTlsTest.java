package io.github.imageresize.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to an address that was checked, under the name that was asked for. */
class HttpImageSourceTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final byte[] ORIGINAL = "an original".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;

  private static HttpsServer server;
  private static SSLContext trusting;

  @BeforeAll
  static void serveWithACertificateForOneName() throws Exception {
    KeyStore keys = selfSigned("images.example");
    trusting = context(keys);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(trusting));
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "\"1\"");
          exchange.sendResponseHeaders(200, ORIGINAL.length);
          exchange.getResponseBody().write(ORIGINAL);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void readsFromAServerWhoseCertificateBearsTheNameOfTheUrl() {
    SourceImage original = below("images.example").sslContext(trusting).build().read("a.jpg", 100);

    assertThat(original.bytes()).isEqualTo(ORIGINAL);
    assertThat(original.version()).isEqualTo("\"1\"");
  }

  @Test
  void refusesACertificateOfAnotherName() {
    HttpImageSource source = below("other.example").sslContext(trusting).build();

    assertThatThrownBy(() -> source.read("a.jpg", 100))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasCauseInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    HttpImageSource source = below("images.example").build();

    assertThatThrownBy(() -> source.read("a.jpg", 100))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasCauseInstanceOf(SSLHandshakeException.class);
  }

  private static HttpImageSource.Builder below(String host) {
    return HttpImageSource.below(
            URI.create("https://" + host + ":" + server.getAddress().getPort() + "/"))
        .resolver(name -> new InetAddress[] {InetAddress.getLoopbackAddress()})
        .allowPrivateAddresses();
  }

  private static KeyStore selfSigned(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).as("keytool's exit code").isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws IOException, GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", keys.getCertificate("server"));
    trusted.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
